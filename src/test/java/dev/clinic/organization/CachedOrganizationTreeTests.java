package dev.clinic.organization;

import java.util.concurrent.atomic.AtomicReference;

import dev.clinic.RunningClinic;
import dev.revtrail.OrganizationTree;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class CachedOrganizationTreeTests extends RunningClinic {

	@Autowired
	private OrganizationTree tree;

	@Autowired
	private TransactionTemplate transactions;

	@Test
	void knowsTheWholeTree() {
		found("t1", null);
		found("t1-a", "t1");
		found("t1-a-b", "t1-a");
		assertThat(this.tree.subtreeOf("t1")).containsExactlyInAnyOrder("t1", "t1-a", "t1-a-b");
		assertThat(this.tree.subtreeOf("t1-a")).containsExactlyInAnyOrder("t1-a", "t1-a-b");
		assertThat(this.tree.rootOf("t1-a-b")).isEqualTo("t1");
		assertThat(this.tree.subtreeOf("unknown")).containsExactly("unknown");
		assertThat(this.tree.rootOf("unknown")).isEqualTo("unknown");
	}

	@Test
	void seesAMoveAtOnceInItsOwnTransactionAndForOthersWhenItIsCommitted() throws Exception {
		found("t2", null);
		found("t2-other", null);
		found("t2-a", "t2");
		AtomicReference<String> meanwhile = new AtomicReference<>();
		this.transactions.executeWithoutResult((status) -> {
			move("t2-a", "t2-other");
			assertThat(this.tree.rootOf("t2-a")).isEqualTo("t2-other");
			inAnotherThread(() -> meanwhile.set(this.tree.rootOf("t2-a")));
		});
		assertThat(meanwhile.get()).isEqualTo("t2");
		assertThat(this.tree.rootOf("t2-a")).isEqualTo("t2-other");
	}

	@Test
	void forgetsAMoveThatWasRolledBack() {
		found("t3", null);
		found("t3-other", null);
		found("t3-a", "t3");
		this.transactions.executeWithoutResult((status) -> {
			move("t3-a", "t3-other");
			assertThat(this.tree.rootOf("t3-a")).isEqualTo("t3-other");
			status.setRollbackOnly();
		});
		assertThat(this.tree.rootOf("t3-a")).isEqualTo("t3");
	}

	@Test
	void endsWhereOrganizationsBelongToEachOther() {
		OrganizationLinks links = new OrganizationLinks();
		links.add("a", "b", "brand");
		links.add("b", "a", "brand");
		assertThat(links.subtreeOf("a")).containsExactlyInAnyOrder("a", "b");
		assertThat(links.rootOf("a")).isEqualTo("a");
	}

	private void found(String id, String parent) {
		this.transactions.executeWithoutResult((status) -> this.organizations.save(new Organization(id, id, id,
				(parent != null) ? this.organizations.findById(parent).orElseThrow() : null)));
	}

	private void move(String id, String parent) {
		this.organizations.findById(id).orElseThrow().moveTo(this.organizations.findById(parent).orElseThrow());
		this.organizations.flush();
	}

	private static void inAnotherThread(Runnable work) {
		Thread thread = new Thread(work);
		thread.start();
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
