package dev.revtrail.envers;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CountedStatements;
import dev.revtrail.LibraryTest;
import dev.revtrail.OrganizationTree;
import dev.revtrail.Scope;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Today's tree decides who sees what, wherever organizations stood when their entries
 * were written.
 */
@LibraryTest(Hospital.class)
@Import({ CountedStatements.class, OrganizationMovesTests.Trees.class })
@TestPropertySource(properties = "test.database.of=moves")
class OrganizationMovesTests {

	@Autowired
	private ChangeLog log;

	@Autowired
	private Tree tree;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private CountedStatements statements;

	private String group = "";

	private static int groups;

	@BeforeEach
	void foundGroup() {
		this.group = "group" + groups++;
	}

	@Test
	void aParentSeesItsSubsidiariesAtAnyDepth() {
		move("north", this.group);
		move("far-north", "north");
		admit(this.group, "north", "far-north", "elsewhere");
		assertThat(seenBy(this.group)).containsExactly("far-north", "north", this.group);
		assertThat(seenBy("north")).contains("far-north", "north").doesNotContain(this.group, "elsewhere");
	}

	@Test
	void whoComesBringsTheirEntriesAndWhoLeavesTakesThemAway() {
		String other = this.group + "-other";
		String guest = this.group + "-guest";
		move(guest, this.group);
		move(this.group + "-resident", this.group);
		move(other + "-resident", other);
		admit(guest, this.group + "-resident", other + "-resident");
		assertThat(seenBy(this.group)).contains(guest);
		assertThat(seenBy(other)).containsExactly(other + "-resident");

		move(guest, other);
		assertThat(seenBy(this.group)).containsExactly(this.group + "-resident");
		assertThat(seenBy(other)).containsExactly(other + "-resident", guest);

		admit(guest);
		assertThat(seenBy(this.group)).containsExactly(this.group + "-resident");
		assertThat(seenBy(other)).containsExactly(guest, other + "-resident", guest);

		move(guest, this.group);
		assertThat(seenBy(this.group)).containsExactly(guest, this.group + "-resident", guest);
		assertThat(seenBy(other)).containsExactly(other + "-resident");
	}

	@Test
	void anOrganizationThatBecomesASubsidiaryBringsItsOwn() {
		String child = this.group + "-child";
		move(child, this.group);
		admit(this.group, child);
		String holding = this.group + "-holding";
		move(this.group, holding);
		assertThat(seenBy(holding)).containsExactly(child, this.group);
		admit(this.group);
		assertThat(seenBy(holding)).containsExactly(this.group, child, this.group);
		assertThat(seenBy(this.group)).containsExactly(this.group, child, this.group);

		move(this.group, null);
		assertThat(seenBy(holding)).isEmpty();
		assertThat(seenBy(this.group)).containsExactly(this.group, child, this.group);
	}

	@Test
	void aChangeThatIsRolledBackLeavesNothingKnownThatIsNotNoted() {
		String child = this.group + "-child";
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Patient("lost", child));
			this.entityManager.flush();
			status.setRollbackOnly();
		});
		admit(child);
		move(child, this.group);
		admit(this.group);
		assertThat(seenBy(this.group)).containsExactly(this.group, child);
	}

	@Test
	void aParentOfManyReadsInAsManyStatementsAsOneOfFew() {
		move(this.group + "-only", this.group);
		admit(this.group + "-only");
		int few = this.statements.of(() -> seenBy(this.group)).size();
		String large = this.group + "-large";
		IntStream.range(0, 200).forEach((i) -> move(large + i, large));
		admit(IntStream.range(0, 200).mapToObj((i) -> large + i).toArray(String[]::new));
		List<String> many = this.statements.of(() -> assertThat(seenBy(large)).hasSize(50));
		assertThat(many).hasSize(few).anyMatch((sql) -> sql.contains("root_organization="));
	}

	@Test
	void writersWhoAreFirstOfAnOrganizationAtOnceDoNotHinderEachOther() throws Exception {
		ExecutorService writers = Executors.newFixedThreadPool(8);
		CyclicBarrier start = new CyclicBarrier(8);
		try {
			String house = this.group;
			List<Callable<Void>> work = IntStream.range(0, 8).<Callable<Void>>mapToObj((i) -> () -> {
				for (int round = 0; round < 10; round++) {
					start.await();
					admit(house + "-" + round);
				}
				return null;
			}).toList();
			for (Future<Void> done : writers.invokeAll(work)) {
				done.get();
			}
		}
		finally {
			writers.shutdownNow();
		}
		assertThat(seenBy(this.group + "-0")).hasSize(8);
	}

	private void move(String organization, @Nullable String parent) {
		this.tree.move(organization, parent);
	}

	private void admit(String... houses) {
		for (String house : houses) {
			this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Patient("P", house)));
		}
	}

	/** The organizations of the newest entries that an organization sees. */
	private List<String> seenBy(String organization) {
		ChangeQuery query = ChangeQuery.in(Scope.organization(organization)).withoutChanges();
		List<ChangeEntry> page = this.log.page(query, 0, 50).entries();
		return page.stream().map((entry) -> String.valueOf(entry.organizationId())).toList();
	}

	/**
	 * A tree that changes.
	 */
	static class Tree implements OrganizationTree {

		private final Map<String, String> parents = new HashMap<>();

		synchronized void move(String organization, @Nullable String parent) {
			this.parents.remove(organization);
			if (parent != null) {
				this.parents.put(organization, parent);
			}
		}

		@Override
		public synchronized Set<String> subtreeOf(String organizationId) {
			Set<String> found = new LinkedHashSet<>(Set.of(organizationId));
			int size;
			do {
				size = found.size();
				this.parents.forEach((child, parent) -> {
					if (found.contains(parent)) {
						found.add(child);
					}
				});
			}
			while (found.size() > size);
			return found;
		}

		@Override
		public synchronized String rootOf(String organizationId) {
			String root = organizationId;
			while (this.parents.containsKey(root)) {
				root = this.parents.get(root);
			}
			return root;
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Trees {

		@Bean
		Tree tree() {
			return new Tree();
		}

	}

}
