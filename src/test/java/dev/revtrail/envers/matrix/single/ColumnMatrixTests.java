package dev.revtrail.envers.matrix.single;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.matrix.single.Columns.Keyed;
import dev.revtrail.envers.matrix.single.Columns.Loose;
import dev.revtrail.envers.matrix.single.Columns.Made;
import dev.revtrail.envers.matrix.single.Columns.Overriding;
import dev.revtrail.envers.matrix.single.Columns.Packed;
import dev.revtrail.envers.matrix.single.Columns.Parcel;
import dev.revtrail.envers.matrix.single.Columns.Propertied;
import dev.revtrail.envers.matrix.single.Columns.Zoned;
import dev.revtrail.envers.matrix.single.Shapes.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The entries of columns that are made, found or filled in unusual ways, when their
 * values are set, changed and removed.
 */
class ColumnMatrixTests extends MatrixContract {

	/** H2 has a type for moments with their offset, MySQL has not. */
	private static final boolean NATIVE = TestDatabase.Kind.selected() == TestDatabase.Kind.H2;

	private final String id = UUID.randomUUID().toString();

	@Test
	void aReferenceThatMayLeadNowhereIsRecordedByItsId() {
		Target a = target();
		Target b = target();
		loose((loose) -> loose.lost = a);
		assertThat(newest("LOOSE", this.id)).containsExactly(value("lost", null, a.id));

		changeTwice(Loose.class, (found) -> found.lost = null,
				(found) -> found.lost = this.entityManager.find(Target.class, b.id));
		assertThat(newest("LOOSE", this.id)).containsExactly(value("lost", a.id, b.id));

		remove(Target.class, b.id);
		change(Loose.class, this.id, (found) -> found.lost = null);
		assertThat(history("LOOSE", this.id)).hasSize(2);
		change(Loose.class, this.id, (found) -> found.lost = this.entityManager.find(Target.class, a.id));
		assertThat(newest("LOOSE", this.id)).containsExactly(value("lost", b.id, a.id));

		remove(Loose.class, this.id);
		assertThat(newest("LOOSE", this.id)).containsExactly(value("lost", a.id, null));
	}

	@Test
	@Tag("not-enhanced") // A proxy's column is written as null
	void aReferenceByAnotherColumnIsRecordedByTheId() {
		Keyed a = keyed();
		Keyed b = keyed();
		loose((loose) -> loose.coded = a);
		assertThat(newest("LOOSE", this.id)).containsExactly(value("coded", null, a.id));

		changeTwice(Loose.class, (found) -> found.coded = null,
				(found) -> found.coded = this.entityManager.getReference(Keyed.class, b.id));
		assertThat(newest("LOOSE", this.id)).containsExactly(value("coded", a.id, b.id));

		remove(Loose.class, this.id);
		assertThat(newest("LOOSE", this.id)).containsExactly(value("coded", b.id, null));
	}

	@Test
	void aReferenceByAnotherColumnThatIsReplacedUnreadIsRecordedByBothIds() {
		Keyed a = keyed();
		Keyed b = keyed();
		loose((loose) -> loose.coded = a);

		change(Loose.class, this.id, (found) -> found.coded = this.entityManager.find(Keyed.class, b.id));
		assertThat(newest("LOOSE", this.id)).containsExactly(value("coded", a.id, b.id));

		change(Loose.class, this.id, (found) -> found.coded = null);
		assertThat(newest("LOOSE", this.id)).containsExactly(value("coded", b.id, null));

		change(Loose.class, this.id, (found) -> found.coded = null);
		assertThat(history("LOOSE", this.id)).hasSize(3);
	}

	@Test
	void whatHibernateOrTheDatabaseMakesIsRecorded() {
		Made made = new Made();
		made.id = this.id;
		made.text = "a";
		persisted(made);
		assertThat(newest("MADE", this.id)).containsExactly(value("byDefault", null, 7L), value("computed", null, "A"),
				value("createdAt", null, micros(made.createdAt)), value("text", null, "a"),
				value("updatedAt", null, micros(made.updatedAt)));

		List<@Nullable Instant> updated = new ArrayList<>(List.of(Objects.requireNonNull(made.updatedAt)));
		changeTwice(Made.class, (found) -> found.text = "b", (found) -> {
			found.text = "c";
			this.entityManager.flush();
			updated.add(found.updatedAt);
		});
		assertThat(newest("MADE", this.id)).containsExactly(value("computed", "A", "C"), value("text", "a", "c"),
				value("updatedAt", micros(updated.get(0)), micros(updated.get(1))));

		remove(Made.class, this.id);
		assertThat(newest("MADE", this.id)).containsExactly(value("byDefault", 7L, null), value("computed", "C", null),
				value("createdAt", micros(made.createdAt), null), value("text", "c", null),
				value("updatedAt", micros(updated.get(1)), null));
	}

	@Test
	void attributesThatAreReadByMethodsAreRecorded() {
		Propertied propertied = new Propertied();
		propertied.setId(this.id);
		propertied.setText("a");
		persisted(propertied);
		assertThat(newest("PROPERTIED", this.id)).containsExactly(value("text", null, "a"));

		changeTwice(Propertied.class, (found) -> found.setText("b"), (found) -> found.setText("c"));
		assertThat(newest("PROPERTIED", this.id)).containsExactly(value("text", "a", "c"));

		remove(Propertied.class, this.id);
		assertThat(newest("PROPERTIED", this.id)).containsExactly(value("text", "c", null));
	}

	@Test
	void attributesOfASuperclassAreRecordedAsTheyAreOverridden() {
		Overriding overriding = new Overriding();
		overriding.id = this.id;
		overriding.own = "o";
		overriding.wanted = "a";
		overriding.unwanted = "u";
		persisted(overriding);
		assertThat(newest("OVERRIDING", this.id)).containsExactly(value("own", null, "o"), value("wanted", null, "a"));

		changeTwice(Overriding.class, (found) -> found.wanted = "b", (found) -> {
			found.wanted = "c";
			found.unwanted = "v";
		});
		assertThat(newest("OVERRIDING", this.id)).containsExactly(value("wanted", "a", "c"));

		change(Overriding.class, this.id, (found) -> found.unwanted = "w");
		remove(Overriding.class, this.id);
		assertThat(newest("OVERRIDING", this.id)).containsExactly(value("own", "o", null), value("wanted", "c", null));
		assertThat(history("OVERRIDING", this.id)).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.UPDATE, Action.CREATE);
	}

	@Test
	void anEmbeddableInOneColumnIsDotted() {
		Packed packed = new Packed();
		packed.id = this.id;
		packed.parcel = parcel("a", 1);
		persisted(packed);
		assertThat(newest("PACKED", this.id)).containsExactly(value("parcel.label", null, "a"),
				value("parcel.weight", null, 1L));

		changeTwice(Packed.class, (found) -> found.parcel = parcel("b", 1), (found) -> found.parcel = parcel("c", 2));
		assertThat(newest("PACKED", this.id)).containsExactly(value("parcel.label", "a", "c"),
				value("parcel.weight", 1L, 2L));

		change(Packed.class, this.id, (found) -> Objects.requireNonNull(found.parcel).label = null);
		assertThat(newest("PACKED", this.id)).containsExactly(value("parcel.label", "c", null));

		change(Packed.class, this.id, (found) -> found.parcel = null);
		assertThat(newest("PACKED", this.id)).containsExactly(value("parcel.weight", 2L, null));

		change(Packed.class, this.id, (found) -> found.parcel = parcel("d", 3));
		remove(Packed.class, this.id);
		assertThat(newest("PACKED", this.id)).containsExactly(value("parcel.label", "d", null),
				value("parcel.weight", 3L, null));
	}

	@Test
	void momentsAreRecordedAsTheirZonesAreKept() {
		Zoned zoned = new Zoned();
		zoned.id = this.id;
		zoned.normalized = OffsetDateTime.parse("2026-03-04T05:06:07+02:00");
		zoned.shifted = zoned.normalized;
		zoned.fitting = zoned.normalized;
		zoned.zoned = ZonedDateTime.parse("2026-07-04T05:06:07+02:00[Europe/Berlin]");
		persisted(zoned);
		assertThat(newest("ZONED", this.id))
			.containsExactlyElementsOf(all(null, "05:06:07+02:00", null, "03:06:07Z", null, "+02:00",
					value("zoned.instant", null, "2026-07-04T03:06:07Z"), value("zoned.zoneOffset", null, "+02:00")));

		OffsetDateTime other = OffsetDateTime.parse("2026-03-04T05:06:07-05:00");
		changeTwice(Zoned.class, (found) -> found.shifted = null, (found) -> {
			found.normalized = other;
			found.shifted = other;
			found.fitting = other;
			found.zoned = ZonedDateTime.parse("2026-01-04T05:06:07+09:00[Asia/Tokyo]");
		});
		assertThat(newest("ZONED", this.id))
			.containsExactlyElementsOf(all("05:06:07+02:00", "05:06:07-05:00", "03:06:07Z", "10:06:07Z", "+02:00",
					"-05:00", value("zoned.instant", "2026-07-04T03:06:07Z", "2026-01-03T20:06:07Z"),
					value("zoned.zoneOffset", "+02:00", "+09:00")));

		change(Zoned.class, this.id, (found) -> {
			found.normalized = other.withOffsetSameInstant(ZoneOffset.UTC);
			found.shifted = found.normalized;
			found.fitting = found.normalized;
		});
		assertThat(newest("ZONED", this.id))
			.containsExactly(NATIVE ? value("fitting", "2026-03-04T05:06:07-05:00", "2026-03-04T10:06:07Z")
					: value("fitting.zoneOffset", "-05:00", "Z"), value("shifted.zoneOffset", "-05:00", "Z"));

		remove(Zoned.class, this.id);
		assertThat(newest("ZONED", this.id)).containsExactlyElementsOf(all("10:06:07Z", null, "10:06:07Z", null, "Z",
				null, value("zoned.instant", "2026-01-03T20:06:07Z", null), value("zoned.zoneOffset", "+09:00", null)));
	}

	/**
	 * Returns the changes of the same moment in each of the columns, and of the last one.
	 */
	private static List<FieldChange> all(@Nullable String fromHere, @Nullable String toHere, @Nullable String fromUtc,
			@Nullable String toUtc, @Nullable String fromOffset, @Nullable String toOffset, FieldChange... zoned) {
		List<FieldChange> all = new ArrayList<>(NATIVE ? List.of(value("fitting", moment(fromHere), moment(toHere)))
				: List.of(value("fitting.instant", moment(fromUtc), moment(toUtc)),
						value("fitting.zoneOffset", fromOffset, toOffset)));
		all.addAll(List.of(value("normalized", moment(fromUtc), moment(toUtc)),
				value("shifted.instant", moment(fromUtc), moment(toUtc)),
				value("shifted.zoneOffset", fromOffset, toOffset)));
		all.addAll(List.of(zoned));
		return all;
	}

	private static @Nullable String moment(@Nullable String time) {
		return (time != null) ? "2026-03-04T" + time : null;
	}

	private Target target() {
		Target target = new Target();
		target.id = UUID.randomUUID().toString();
		return persisted(target);
	}

	private Keyed keyed() {
		Keyed keyed = new Keyed();
		keyed.id = UUID.randomUUID().toString();
		keyed.code = "c" + keyed.id;
		return persisted(keyed);
	}

	/** As the column keeps it. */
	private static String micros(@Nullable Instant instant) {
		return String.valueOf(Objects.requireNonNull(instant).truncatedTo(ChronoUnit.MICROS));
	}

	private static Parcel parcel(@Nullable String label, @Nullable Integer weight) {
		Parcel parcel = new Parcel();
		parcel.label = label;
		parcel.weight = weight;
		return parcel;
	}

	private void loose(Consumer<Loose> reference) {
		Loose loose = new Loose();
		loose.id = this.id;
		reference.accept(loose);
		persisted(loose);
	}

	/** Two changes in one transaction, with a flush in between. */
	private <T> void changeTwice(Class<T> type, Consumer<T> one, Consumer<T> other) {
		inTransaction((em) -> {
			T found = em.find(type, this.id);
			one.accept(found);
			em.flush();
			other.accept(found);
		});
	}

}
