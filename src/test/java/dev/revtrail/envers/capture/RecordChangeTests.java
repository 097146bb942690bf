package dev.revtrail.envers.capture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.revtrail.envers.capture.RecordChange.ElementsChange;
import dev.revtrail.envers.model.OfflineModel;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However many flushes a transaction has, a record goes from the state that was loaded
 * first to the one that was written last.
 */
@Tag("unit")
class RecordChangeTests {

	private static OfflineModel model;

	private final TrackedEntity entity = model.entity(Invoice.class);

	private final Invoice invoice = new Invoice();

	private final RecordChange change = new RecordChange(this.entity, 1L, null);

	@BeforeAll
	static void map() {
		model = OfflineModel.of(Invoice.class, Invoice.Customer.class, Invoice.Item.class);
	}

	@AfterAll
	static void close() {
		model.close();
	}

	@Test
	void theFirstStateLoadedAndTheLastOneWrittenCount() {
		this.change.updated(this.invoice, state("a"), state("b"));
		this.change.updated(this.invoice, state("b"), state("c"));

		assertThat(this.change.kind()).isEqualTo(RevisionType.MOD);
		assertThat(this.change.loaded()).isEqualTo(state("a"));
		assertThat(this.change.current()).isEqualTo(state("c"));
		assertThat(this.change.lastState()).isEqualTo(state("c"));
	}

	@Test
	void aNewRecordThatIsUpdatedIsStillNew() {
		this.change.inserted(this.invoice, state("a"));
		this.change.updated(this.invoice, state("a"), state("b"));

		assertThat(this.change.kind()).isEqualTo(RevisionType.ADD);
		assertThat(this.change.loaded()).isNull();
		assertThat(this.change.current()).isEqualTo(state("b"));
	}

	@Test
	void aNewRecordThatIsDeletedLeavesNothing() {
		this.change.inserted(this.invoice, state("a"));
		this.change.deleted(this.invoice, state("a"));

		assertThat(this.change.leavesNothing()).isTrue();
		assertThat(this.change.isWrittenBeforeDeletion()).isTrue();
	}

	@Test
	void aRecordThatIsUpdatedAndDeletedWasAsItWasLoaded() {
		this.change.updated(this.invoice, state("a"), state("b"));
		this.change.deleted(this.invoice, state("b"));

		assertThat(this.change.kind()).isEqualTo(RevisionType.DEL);
		assertThat(this.change.leavesNothing()).isFalse();
		assertThat(this.change.loaded()).isEqualTo(state("a"));
		assertThat(this.change.deletedState()).isEqualTo(state("b"));
		assertThat(this.change.current()).isNull();
		assertThat(this.change.isWrittenBeforeDeletion()).isTrue();
	}

	@Test
	void aRecordThatIsDeletedAtOnceIsNotWrittenBefore() {
		this.change.deleted(this.invoice, state("a"));

		assertThat(this.change.kind()).isEqualTo(RevisionType.DEL);
		assertThat(this.change.loaded()).isEqualTo(state("a"));
		assertThat(this.change.isWrittenBeforeDeletion()).isFalse();
		assertThat(this.change.leavesNothing()).isFalse();
	}

	@Test
	void aRecordThatIsDeletedAndComesBackHasBeenUpdated() {
		this.change.deleted(this.invoice, state("a"));
		this.change.inserted(this.invoice, state("b"));

		assertThat(this.change.kind()).isEqualTo(RevisionType.MOD);
		assertThat(this.change.loaded()).isEqualTo(state("a"));
		assertThat(this.change.current()).isEqualTo(state("b"));
	}

	@Test
	void anUpdateWithoutAStateBeforeIsNoCreation() {
		this.change.updated(this.invoice, null, state("b"));

		assertThat(this.change.kind()).isEqualTo(RevisionType.MOD);
		assertThat(this.change.isLoadedUnknown()).isTrue();
		assertThat(this.change.loaded()).isNull();
		this.change.deleted(this.invoice, state("b"));
		assertThat(this.change.leavesNothing()).isFalse();
	}

	@Test
	void whatIsLoadedLaterSaysNothingOfBefore() {
		this.change.updated(this.invoice, null, state("b"));
		this.change.updated(this.invoice, state("b"), state("c"));

		assertThat(this.change.isLoadedUnknown()).isTrue();
		assertThat(this.change.loaded()).isNull();
	}

	@Test
	void aRecordOfWhichOnlyCollectionsChangeHasNoStateWritten() {
		this.change.elements("remarks", List.of(), List.of("a"));

		assertThat(this.change.isWritten()).isFalse();
		assertThat(this.change.kind()).isEqualTo(RevisionType.MOD);
		assertThat(this.change.lastState()).isNull();
	}

	@Test
	void bulkStatementsFoundWhatTheSessionNoLongerLoads() {
		this.change.setInBulk(List.of(text()), unknownBut("a"));
		this.change.updated(this.invoice, state("b"), state("c"));

		assertThat(textIn(this.change.loaded())).isEqualTo("a");
		assertThat(textIn(this.change.current())).isEqualTo("c");
	}

	@Test
	void theFirstOfTwoBulkStatementsFoundWhatWasThere() {
		this.change.setInBulk(List.of(text()), unknownBut("a"));
		this.change.setInBulk(List.of(text()), unknownBut("b"));
		this.change.settle(unknownBut("c"));

		assertThat(textIn(this.change.loaded())).isEqualTo("a");
		assertThat(textIn(this.change.current())).isEqualTo("c");
		assertThat(this.change.bulkFields()).containsExactly(text());
		assertThat(this.change.isOfSession()).isFalse();
	}

	@Test
	void bulkStatementsAfterTheSessionChangeWhatIsWrittenOnly() {
		@Nullable Object[] written = state("b");
		this.change.updated(this.invoice, state("a"), written);
		this.change.setInBulk(List.of(text()), unknownBut("b"));
		this.change.settle(unknownBut("c"));

		assertThat(textIn(this.change.loaded())).isEqualTo("a");
		assertThat(textIn(this.change.current())).isEqualTo("c");
		assertThat(textIn(written)).as("what the session holds").isEqualTo("b");
	}

	@Test
	void aDeletionAfterABulkStatementIsOfWhatWasThereBeforeBoth() {
		this.change.setInBulk(List.of(text()), unknownBut("a"));
		this.change.deleted(this.invoice, state("b"));

		assertThat(textIn(this.change.loaded())).isEqualTo("a");
		assertThat(this.change.loaded()).doesNotContain(LazyPropertyInitializer.UNFETCHED_PROPERTY);
		assertThat(textIn(this.change.deletedState())).isEqualTo("b");
	}

	@Test
	void aRecordIsReleasedOnceItsStateIsKnown() {
		this.change.elements("remarks", List.of(), List.of("a"));
		RecordChange loaded = new RecordChange(this.entity, 2L, this.invoice);
		loaded.release();
		assertThat(loaded.instance()).as("nothing is written").isSameAs(this.invoice);

		this.change.updated(this.invoice, state("a"), state("b"));
		this.change.release();
		assertThat(this.change.instance()).isNull();
		assertThat(this.change.isOfSession()).isTrue();
		this.change.release();
		assertThat(this.change.isOfSession()).isTrue();
	}

	@Test
	void aCollectionGoesFromItsFirstElementsToItsLast() {
		this.change.elements("remarks", List.of("a"), List.of("a", "b"));
		this.change.elements("remarks", List.of("a", "b"), List.of("b"));

		assertThat(remarks()).isEqualTo(new ElementsChange(List.of("a"), List.of("b"), true));
	}

	@Test
	void aCollectionThatBecomesEmptyFromNothingHasNotChangedTwice() {
		this.change.elements("remarks", List.of(), List.of());
		this.change.elements("remarks", List.of(), List.of("a"));

		assertThat(remarks()).isEqualTo(new ElementsChange(List.of(), List.of("a"), false));
	}

	@Test
	void elementsLostBeforeTheSessionReadTheCollectionWereThereAndAreGone() {
		this.change.elements("remarks", List.of("b"), List.of("b", "c"));
		this.change.lose(collection("remarks"), Map.of(1, "a"));

		assertThat(remarks()).isEqualTo(new ElementsChange(List.of("b", "a"), List.of("b", "c"), true));
	}

	@Test
	void elementsLostAfterTheSessionWroteThemWereNotThereBefore() {
		this.change.elements("remarks", List.of("a"), List.of("a", "b"));
		this.change.lose(collection("remarks"), Map.of(1, "b"));

		assertThat(remarks()).isEqualTo(new ElementsChange(List.of("a"), List.of("a"), true));
	}

	@Test
	void ofACollectionThatIsNotKnownNothingIsLost() {
		this.change.lose(collection("remarks"), Map.of(0, "a"));

		assertThat(remarks()).isEqualTo(new ElementsChange(null, null, false));
	}

	@Test
	void elementsThatAreBackWereThereBefore() {
		this.change.elements("labels", Map.of("b", "2"), Map.of("a", "1", "b", "2"));
		this.change.regain(collection("labels"), Map.of("a", "1"));

		assertThat(this.change.elements("labels"))
			.isEqualTo(new ElementsChange(Map.of("a", "1", "b", "2"), Map.of("a", "1", "b", "2"), false));
	}

	@Test
	void aPlaceThatIsTakenKeepsItsElement() {
		this.change.elements("labels", Map.of("a", "2"), Map.of());
		this.change.regain(collection("labels"), Map.of("a", "1"));

		assertThat(this.change.elements("labels")).isEqualTo(new ElementsChange(Map.of("a", "2"), Map.of(), false));
	}

	@Test
	void nothingIsRegainedWhereTheCollectionHasNotChanged() {
		this.change.regain(collection("remarks"), Map.of(0, "a"));

		assertThat(this.change.elements("remarks")).isNull();
	}

	@Test
	void whereEnversRowsLackTheLastElementsEachCollectionKeepsThem() {
		this.change.elements("remarks", List.of(), List.of("a"));
		this.change.keepElementsAfter();

		assertThat(remarks()).isEqualTo(new ElementsChange(List.of(), List.of("a"), true));
	}

	private @Nullable ElementsChange remarks() {
		return this.change.elements("remarks");
	}

	private TrackedField.Elements collection(String name) {
		return this.entity.collections()
			.stream()
			.filter((field) -> field.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private TrackedField.Single text() {
		return this.entity.singles().stream().filter((field) -> field.name().equals("text")).findFirst().orElseThrow();
	}

	private @Nullable Object textIn(@Nullable Object @Nullable [] state) {
		return text().path().valueIn(state);
	}

	private @Nullable Object[] state(String text) {
		Invoice held = new Invoice();
		held.text = text;
		return this.entity.persister().getValues(held);
	}

	private @Nullable Object[] unknownBut(String text) {
		@Nullable Object[] state = new @Nullable Object[this.entity.persister().getPropertyNames().length];
		Arrays.fill(state, LazyPropertyInitializer.UNFETCHED_PROPERTY);
		state[Objects.requireNonNull(text()).path().attribute()] = text;
		return state;
	}

}
