package dev.revtrail.envers.baseline;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CountedStatements;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.baseline.BaselineStatus;
import dev.revtrail.envers.baseline.Attic.Box;
import dev.revtrail.envers.log.KeptValuesCheck;
import dev.revtrail.envers.log.RowBeforeDiffers;
import dev.revtrail.feed.SettledMark;
import org.hibernate.envers.AuditReaderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * What a baseline writes, and what readers make of it.
 */
@LibraryTest(Attic.class)
@Import(CountedStatements.class)
@TestPropertySource(properties = "revtrail.baseline.batch-size=5")
@ExtendWith(KeptValuesCheck.class)
class BaselineTests extends AtticCase {

	private static final Scope ALL = Scope.everything();

	@Autowired
	RecordHistory history;

	@Autowired
	CountedStatements statements;

	@Autowired
	SettledMark mark;

	@Test
	void recordsHaveOneRowEachWithTheirCollections() {
		long first = older(12);

		BaselineStatus status = this.baseline.run("BOX");

		assertThat(status.state()).isEqualTo(BaselineStatus.State.DONE);
		assertThat(status.written()).isEqualTo(12);
		assertThat(status.scanned()).isEqualTo(status.total());
		assertThat(LongStream.range(first, first + 12)).allSatisfy((id) -> {
			assertThat(rows(id)).containsExactly(0);
			assertThat(firstTags(id)).containsExactly("a", "b");
		});
		assertThat(this.baseline.status()).containsExactly(status);
		// Three batches of five records or fewer
		assertThat(revisions(first, 12)).hasSize(3).doesNotHaveDuplicates();
	}

	@Test
	void enversReadsWhatTheBaselineWrote() {
		long id = older(1);
		inTransaction((em) -> em.createNativeQuery("update box set inside_id = id").executeUpdate());

		long revision = this.baseline.run("BOX").lastRevision();

		inTransaction((em) -> {
			Box box = AuditReaderFactory.get(em).find(Box.class, id, revision);
			assertThat(box.label).isEqualTo("old");
			assertThat(box.code).isEqualTo("c");
			assertThat(box.inside.id).isEqualTo(id);
			assertThat(box.tags).containsExactlyInAnyOrder("a", "b");
			assertThat(box.steps).containsExactly("1", "2");
		});
	}

	@Test
	void theFirstChangeStartsFromTheBaseline() {
		long id = older(1);
		this.baseline.run("BOX");

		change(Box.class, id, (box) -> {
			box.label = "new";
			box.code = "d";
			box.tags.remove("a");
		});

		ChangeEntry entry = this.log.slice(ChangeQuery.in(ALL).record(box(id)).withWholeCollections(), null, 10)
			.entries()
			.get(0);
		assertThat(entry.action()).isEqualTo(Action.UPDATE);
		assertThat(entry.changes().list()).contains(value("label", "old", "new"), new FieldChange.Elements("tags",
				List.of(), List.of("a"), List.of(), new FieldChange.Whole(List.of("a", "b"), List.of("b"))));
		assertThat(history(box(id))).hasSize(1);
		RecordSnapshot before = this.history.stateAtOrBefore(ALL, box(id), entry.revision().number() - 1).orElseThrow();
		assertThat(before.revision()).isNull();
		assertThat(before.values())
			.containsAllEntriesOf(Map.of("label", "old", "tags", List.of("a", "b"), "steps", List.of("1", "2")));
		assertThat(before.unknown()).isEmpty();
		assertThat(this.history.stateExactlyAt(ALL, box(id), entry.revision().number()).orElseThrow().values())
			.containsAllEntriesOf(Map.of("label", "new", "tags", List.of("b"), "steps", List.of("1", "2")));
	}

	@Test
	void aRecordThatHasNotChangedHasItsState() {
		long id = older(1);
		assertThat(this.history.stateAtOrBefore(ALL, box(id), Long.MAX_VALUE)).isEmpty();

		this.baseline.run("BOX");

		RecordSnapshot state = this.history.stateAtOrBefore(ALL, box(id), Long.MAX_VALUE).orElseThrow();
		assertThat(state.revision()).isNull();
		assertThat(state.deleted()).isFalse();
		assertThat(state.values()).containsAllEntriesOf(
				Map.of("label", "old", "owner", "north", "tags", List.of("a", "b"), "steps", List.of("1", "2")));
		assertThat(state.masked()).containsExactly("code");
		// Nothing says whose record it is
		assertThat(this.history.stateAtOrBefore(Scope.organization("north"), box(id), Long.MAX_VALUE)).isEmpty();
		assertThat(this.history.stateExactlyAt(ALL, box(id), this.baseline.status().get(0).lastRevision())).isEmpty();
	}

	@Test
	void aRecordThatIsDeletedKeepsItsBaseline() {
		long id = older(1);
		this.baseline.run("BOX");

		inTransaction((em) -> em.remove(em.find(Box.class, id)));

		assertThat(rows(id)).containsExactly(0, 2);
		assertThat(this.history.stateBeforeDeletion(ALL, box(id)).orElseThrow().values())
			.containsAllEntriesOf(Map.of("label", "old", "tags", List.of("a", "b")));
	}

	@Test
	@RowBeforeDiffers("the record is older than the library and has no row before")
	void recordsWithRowsGetNoOther() {
		long id = older(2);
		change(Box.class, id, (box) -> box.label = "new");
		persisted(new Box(older(1) + 1_000_000));

		assertThat(this.baseline.run("BOX").written()).isEqualTo(2);

		assertThat(rows(id)).containsExactly(1);
		assertThat(rows(id + 1)).containsExactly(0);
		BaselineStatus again = this.baseline.run("BOX");
		assertThat(again.written()).isZero();
		assertThat(again.firstRevision()).isNull();
		assertThat(again.scanned()).isEqualTo(again.total()).isPositive();
	}

	@Test
	void eachRunHasOneEntry() {
		older(7);
		int before = entries().size();

		BaselineStatus status = this.baseline.run("BOX");

		assertThat(entries()).hasSize(before + 1);
		ChangeEntry entry = entries().get(0);
		assertThat(entry.record()).isEqualTo(new RecordRef("CHANGE_LOG", "baseline BOX"));
		assertThat(entry.data()).isEqualTo(Map.of("record_type", "BOX", "rows", 7, "first_revision",
				status.firstRevision().intValue(), "last_revision", status.lastRevision().intValue()));
		assertThat(entry.revision().actor()).isEqualTo(Actor.SYSTEM);
		assertThat(entry.revision().source()).isEqualTo("baseline");
		assertThat(this.jdbc.queryForList("select distinct source from revtrail_revision where id between ? and ?",
				String.class, status.firstRevision(), status.lastRevision()))
			.containsExactly("baseline");
	}

	@Test
	void aBatchTakesAsManyStatementsForOneRecordAsForMany() {
		this.baseline.run("BOX");
		older(1);
		List<String> one = ofABaseline();
		older(5);
		List<String> five = ofABaseline();
		older(10);
		List<String> ten = ofABaseline();

		assertThat(five).hasSameSizeAs(one);
		// The transaction of the second batch, and the page that it reads
		assertThat(ten.size() - five.size()).as("%s", ten).isLessThanOrEqualTo(14);
		assertThat(ten).noneMatch((sql) -> sql.contains("for update") && !sql.contains("revtrail_baseline_run"));
	}

	@Test
	void onlyRecordTypesThatThereAreHaveABaseline() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.baseline.run("CRATE"))
			.withMessage("There is no record type 'CRATE'. There are: BOX.");
		assertThatIllegalArgumentException().isThrownBy(() -> this.baseline.start(Set.of("CRATE")));
	}

	@Test
	void aBaselineHasTransactionsOfItsOwn() {
		inTransaction((em) -> assertThatIllegalStateException().isThrownBy(() -> this.baseline.run("BOX")));
	}

	@Test
	void itIsTakenInTheBackground() {
		long id = older(6);

		this.baseline.start(List.of());

		await().until(() -> rows(id + 5).equals(List.of(0)));
		await().until(() -> this.baseline.status().get(0).state() == BaselineStatus.State.DONE);
		assertThat(this.baseline.written()).isGreaterThanOrEqualTo(6);
		assertThat(this.baseline.stop()).isFalse();
	}

	private List<String> ofABaseline() {
		// A batch whose revision is the mark need not look again
		return this.statements.of(() -> this.baseline.run("BOX"));
	}

	private List<ChangeEntry> entries() {
		return this.log.slice(ChangeQuery.in(ALL).actions(Action.BASELINE), null, 100).entries();
	}

	private List<Long> revisions(long first, int boxes) {
		return this.jdbc.queryForList("select distinct rev from box_aud where id between ? and ? order by rev",
				Long.class, first, first + boxes - 1);
	}

	private static RecordRef box(long id) {
		return new RecordRef("BOX", String.valueOf(id));
	}

}
