package dev.revtrail.envers.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.retention.PurgeStore;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.retention.ArchivedEntry;
import dev.revtrail.retention.Purge;
import dev.revtrail.retention.PurgeProgress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entries that the model of today reads in part are archived and removed as others are,
 * and those that stay read as before.
 */
@Tag("not-postgresql") // Refuses attributes of another type than their column
class SchemaDriftPurgeTests {

	private static final Scope ALL = Scope.everything();

	private static final RecordRef ACCOUNT = new RecordRef("ACCOUNT", "1");

	@Test
	void entriesFromBeforeAreArchivedAndThoseFromAfterStay(@TempDir Path archives) throws Exception {
		try (ConfigurableApplicationContext application = Drift.start(archives)) {
			Purge purge = application.getBean(Purge.class);
			ChangeLog log = application.getBean(ChangeLog.class);
			ChangeQuery changes = ChangeQuery.in(ALL)
				.record(ACCOUNT)
				.withWholeCollections()
				.oldestFirst()
				.withUnsettled();
			List<ChangeEntry> before = log.slice(changes, null, 10).entries();

			PurgeProgress progress = purge.run();

			assertThat(progress.state()).isEqualTo(PurgeStore.State.COMPLETED);
			assertThat(log.slice(changes, null, 10).entries()).containsExactly(before.get(2));
			List<ArchivedEntry> archived = new ArrayList<>();
			purge.archive(String.valueOf(progress.archive())).read(archived::add);
			assertThat(archived).extracting((entry) -> entry.entry().record().type())
				.contains("ACCOUNT", "CAT", "DOG", "INVOICE", "DRAFT", "GHOST");
			assertThat(archived).extracting(ArchivedEntry::entry)
				.filteredOn((entry) -> entry.record().equals(ACCOUNT) && entry.action().equals(Action.UPDATE))
				.singleElement()
				.satisfies((entry) -> assertThat(entry.changes()).contains(
						new FieldChange.Value("level", 3L, null, true, false),
						new FieldChange.Value("tag", "red", "blue", true)));
			assertThat(log.slice(ChangeQuery.in(ALL).recordTypes("CAT", "INVOICE", "GHOST"), null, 10).entries())
				.isEmpty();
			assertThat(purge.run().removed()).as("a second run").isZero();
			RecordSnapshot first = application.getBean(RecordHistory.class)
				.stateAtOrBefore(ALL, ACCOUNT, before.get(1).revision().number())
				.orElseThrow();
			assertThat(first.values()).containsEntry("alias", "b")
				.containsEntry("size", 100L)
				.containsEntry("motto", "none")
				.containsEntry("marks", List.of(7L, 8L));
		}
	}

}
