package example.shelf;

import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.ApplicationContext;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.transaction.TestTransaction;

import static org.assertj.core.api.Assertions.assertThat;

/** A slice with JPA records as the application does. */
@DataJpaTest(properties = { "revtrail.retention.schedule=0 0 3 * * *", "revtrail.events.failed-attempts=false" })
@WithMockUser("ann")
class NovelsTests {

	@Autowired
	private Novels novels;

	@Autowired
	private ChangeLog changeLog;

	@Test
	void changesHaveTheirEntries() {
		Novel novel = this.novels.save(new Novel("Emma"));
		commit();
		novel.title = "Persuasion";
		this.novels.save(novel);
		commit();

		List<ChangeEntry> entries = entries(novel);
		assertThat(entries).extracting(ChangeEntry::action).containsExactly(Action.CREATE, Action.UPDATE);
		assertThat(entries).extracting((entry) -> entry.revision().actor().id()).containsOnly("ann");
		assertThat(entries.get(1).changes().of("title").orElseThrow())
			.isInstanceOfSatisfying(FieldChange.Value.class, (title) -> {
				assertThat(title.from()).isEqualTo("Emma");
				assertThat(title.to()).isEqualTo("Persuasion");
			});
	}

	@Test
	void readsHaveTheirEntries() {
		Novel novel = this.novels.save(new Novel("Sanditon"));
		commit();
		this.novels.findByTitle("Sanditon");
		TestTransaction.end();

		assertThat(entries(novel)).extracting(ChangeEntry::action).containsExactly(Action.CREATE, Action.VIEW);
	}

	@Test
	void aTestThatRollsBackLeavesNoEntry() {
		Novel novel = this.novels.saveAndFlush(new Novel("Lesley Castle"));
		TestTransaction.end();

		assertThat(entries(novel)).isEmpty();
	}

	@Test
	void whatRunsByItselfOrServesRequestsIsNotThere(@Autowired ApplicationContext slice) {
		assertThat(slice.getBeanDefinitionNames()).doesNotContain("revtrailPurgeSchedule", "revtrailSecurityEvents",
				"revtrailChangeContextFilter");
	}

	private static void commit() {
		TestTransaction.flagForCommit();
		TestTransaction.end();
		TestTransaction.start();
	}

	private List<ChangeEntry> entries(Novel novel) {
		return this.changeLog.page(ChangeQuery.in(Scope.everything())
			.record(new RecordRef("NOVEL", String.valueOf(novel.id)))
			.oldestFirst(), 0, 10).entries();
	}

}
