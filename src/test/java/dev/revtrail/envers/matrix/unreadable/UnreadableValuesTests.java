package dev.revtrail.envers.matrix.unreadable;

import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.log.RowBeforeDiffers;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.unreadable.Samples.Grade;
import dev.revtrail.envers.matrix.unreadable.Samples.Sample;
import dev.revtrail.envers.matrix.unreadable.Samples.Weight;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A value in an audit row that cannot be read is unknown, and nothing else is.
 */
@LibraryTest(Samples.class)
@ExtendWith(OutputCaptureExtension.class)
class UnreadableValuesTests extends MatrixCase {

	private static final AtomicLong IDS = new AtomicLong();

	@Autowired
	RecordHistory history;

	@Autowired
	JdbcTemplate jdbc;

	private final long id = IDS.incrementAndGet();

	@Test
	@RowBeforeDiffers("rows are changed afterwards")
	void valuesThatCannotBeReadAreUnknownAndTheRestOfThePageIsThere(CapturedOutput output) {
		create();
		change((sample) -> {
			sample.name = "two";
			sample.grade = Grade.FAIR;
			sample.weight = new Weight(2);
			sample.secret = new Weight(2);
		});
		change((sample) -> sample.name = "three");
		long first = revision(2);
		long second = revision(1);
		spoil("sample_aud", "grade = 'AWFUL', weight = 'heavy', secret = 'top secret'", second);
		spoil("sample_aud", "grade = 'DIRE'", first);

		List<ChangeEntry> entries = entries();

		assertThat(entries).hasSize(3);
		assertThat(entries.get(0).changes()).containsExactly(value("name", "two", "three"));
		assertThat(entries.get(1).changes()).containsExactly(unknownAfter("grade", "FINE"), value("name", "one", "two"),
				new FieldChange.Hidden("secret"), unknownAfter("weight", "1 g"));
		assertThat(entries.get(2).changes()).contains(new FieldChange.Value("grade", null, null, true, false),
				value("name", null, "one"), value("weight", null, "1 g"));
		assertThat(output).containsOnlyOnce("A value of SAMPLE.grade cannot be read")
			.containsOnlyOnce("A value of SAMPLE.weight cannot be read")
			.containsOnlyOnce("A value of SAMPLE.secret cannot be read")
			.doesNotContain("top secret");
	}

	@Test
	void statesOfRecordsHaveWhatCanBeRead() {
		create();
		change((sample) -> {
			sample.name = "two";
			sample.weight = new Weight(2);
		});
		spoil("sample_aud", "weight = 'heavy'", revision(0));

		assertThat(state(revision(1)).unknown()).isEmpty();
		RecordSnapshot second = state(revision(0));
		assertThat(second.unknown()).containsExactly("weight");
		assertThat(second.values()).containsEntry("name", "two").containsEntry("grade", "FINE");
	}

	@Test
	@RowBeforeDiffers("a row of the collection is changed afterwards")
	void collectionsWithElementsThatCannotBeReadAreUnknown(CapturedOutput output) {
		create();
		change((sample) -> sample.marks.add(Grade.FAIR));
		change((sample) -> sample.marks.add(Grade.POOR));
		change((sample) -> sample.name = "two");
		spoil("sample_marks_aud", "mark = 'AWFUL'", revision(2));

		List<ChangeEntry> entries = entries();

		assertThat(entries).hasSize(4);
		assertThat(entries.get(0).changes()).containsExactly(value("name", "one", "two"));
		assertThat(entries.get(1).changes()).singleElement()
			.isInstanceOfSatisfying(FieldChange.Elements.class,
					(change) -> assertThat(change.joined()).isEqualTo(List.of("POOR")));
		assertThat(entries.get(2).changes()).containsExactly(FieldChange.Value.unknown("marks"));
		assertThat(state(revision(3)).values()).containsEntry("marks", List.of("FINE"));
		assertThat(state(revision(2)).unknown()).containsExactly("marks");
		assertThat(state(revision(0)).values()).containsEntry("name", "two");
		assertThat(output).containsOnlyOnce("A value of SAMPLE.marks cannot be read");
	}

	@Test
	@Tag("mysql")
	void aTimeOfDayThatTheColumnRoundsUpToMidnightIsUnknown(CapturedOutput output) {
		create();
		change((sample) -> {
			sample.name = "two";
			sample.takenAt = LocalTime.of(23, 59, 59, 700_000_000);
		});

		List<ChangeEntry> entries = entries();

		assertThat(entries.get(0).changes()).containsExactly(value("name", "one", "two"),
				new FieldChange.Value("takenAt", null, null, true, false));
		assertThat(state(revision(0)).unknown()).containsExactly("takenAt");
		assertThat(output).containsOnlyOnce("A value of SAMPLE.takenAt cannot be read");
	}

	private void create() {
		inTransaction((em) -> {
			Sample sample = new Sample();
			sample.id = this.id;
			sample.name = "one";
			sample.grade = Grade.FINE;
			sample.weight = new Weight(1);
			sample.secret = new Weight(1);
			sample.marks.add(Grade.FINE);
			em.persist(sample);
		});
	}

	private void change(Consumer<Sample> change) {
		change(Sample.class, this.id, change);
	}

	private void spoil(String table, String assignments, long revision) {
		if (TestDatabase.Kind.selected() == TestDatabase.Kind.POSTGRESQL) {
			for (String column : List.of("grade", "mark")) {
				this.jdbc
					.execute("alter table %1$s drop constraint if exists %1$s_%2$s_check".formatted(table, column));
			}
		}
		this.log.bulk()
			.untracked(() -> this.jdbc.update("update " + table + " set " + assignments + " where rev = ?", revision));
	}

	private List<ChangeEntry> entries() {
		return this.log
			.slice(ChangeQuery.in(Scope.everything()).recordIds(String.valueOf(this.id)).withWholeCollections(), null,
					100)
			.entries();
	}

	/** The revision of an entry, the newest of which is the first. */
	private long revision(int entry) {
		return this.log
			.slice(ChangeQuery.in(Scope.everything()).recordIds(String.valueOf(this.id)).withoutChanges(), null, 100)
			.entries()
			.get(entry)
			.revision()
			.number();
	}

	private RecordSnapshot state(long revision) {
		return this.history
			.stateExactlyAt(Scope.everything(), new RecordRef("SAMPLE", String.valueOf(this.id)), revision)
			.orElseThrow();
	}

	private static FieldChange unknownAfter(String field, String from) {
		return new FieldChange.Value(field, from, null, true, false);
	}

}
