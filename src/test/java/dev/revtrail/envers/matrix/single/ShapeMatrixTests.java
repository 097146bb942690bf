package dev.revtrail.envers.matrix.single;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Scope;
import dev.revtrail.envers.matrix.single.Shapes.Composite;
import dev.revtrail.envers.matrix.single.Shapes.Derived;
import dev.revtrail.envers.matrix.single.Shapes.Holder;
import dev.revtrail.envers.matrix.single.Shapes.Measure;
import dev.revtrail.envers.matrix.single.Shapes.Mixed;
import dev.revtrail.envers.matrix.single.Shapes.Plain;
import dev.revtrail.envers.matrix.single.Shapes.Pointer;
import dev.revtrail.envers.matrix.single.Shapes.SingleChild;
import dev.revtrail.envers.matrix.single.Shapes.Sort;
import dev.revtrail.envers.matrix.single.Shapes.Sorted;
import dev.revtrail.envers.matrix.single.Shapes.TabledChild;
import dev.revtrail.envers.matrix.single.Shapes.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The entries of embeddables, references, hierarchies and ids that are set, changed and
 * removed.
 */
class ShapeMatrixTests extends MatrixContract {

	@Test
	@Tag("not-enhanced") // Of both tables only the join table is written
	void aReferenceIsRecordedByTheIdOfTheRecordReferredTo() {
		Target a = target();
		Target b = target();
		Pointer pointer = new Pointer();
		pointer.id = UUID.randomUUID().toString();
		pointer.many = a;
		pointer.one = a;
		pointer.joined = a;
		persisted(pointer);
		assertThat(newest("POINTER", pointer.id)).containsExactly(value("joined", null, a.id),
				value("many", null, a.id), value("one", null, a.id));

		change(Pointer.class, pointer.id, (found) -> {
			found.many = this.entityManager.getReference(Target.class, b.id);
			found.one = this.entityManager.getReference(Target.class, b.id);
			found.joined = this.entityManager.getReference(Target.class, b.id);
		});
		assertThat(newest("POINTER", pointer.id)).containsExactly(value("joined", a.id, b.id),
				value("many", a.id, b.id), value("one", a.id, b.id));

		change(Pointer.class, pointer.id, (found) -> {
			found.many = null;
			found.one = null;
			found.joined = null;
		});
		remove(Target.class, b.id);
		assertThat(newest("POINTER", pointer.id)).containsExactly(value("joined", b.id, null),
				value("many", b.id, null), value("one", b.id, null));
	}

	@Test
	void aReferenceToWhatIsNotAuditedIsRecordedByItsId() {
		Plain plain = new Plain();
		plain.id = System.nanoTime();
		persisted(plain);
		Pointer pointer = pointer();

		change(Pointer.class, pointer.id,
				(found) -> found.plain = this.entityManager.getReference(Plain.class, plain.id));
		assertThat(newest("POINTER", pointer.id)).containsExactly(value("plain", null, String.valueOf(plain.id)));

		remove(Pointer.class, pointer.id);
		assertThat(newest("POINTER", pointer.id)).containsExactly(value("plain", String.valueOf(plain.id), null));
	}

	@Test
	void aReferenceToAHierarchyIsRecordedByItsId() {
		TabledChild child = new TabledChild();
		child.id = UUID.randomUUID().toString();
		persisted(child);
		Pointer pointer = pointer();

		change(Pointer.class, pointer.id, (found) -> found.poly = this.entityManager.find(TabledChild.class, child.id));

		assertThat(newest("POINTER", pointer.id)).containsExactly(value("poly", null, child.id));
	}

	@Test
	void aReferenceToACompositeIdIsRecordedByItsText() {
		Composite composite = composite();
		Pointer pointer = pointer();

		change(Pointer.class, pointer.id, (found) -> found.composite = this.entityManager.getReference(Composite.class,
				new Composite.Key(composite.area, composite.number)));

		assertThat(newest("POINTER", pointer.id)).containsExactly(value("composite", null, composite.area + ",7"));
	}

	@Test
	void nestedEmbeddablesWithReferencesAreDotted() {
		Target target = target();
		Pointer pointer = pointer();

		change(Pointer.class, pointer.id, (found) -> {
			found.holder = new Holder();
			found.holder.label = "a";
			found.holder.target = this.entityManager.getReference(Target.class, target.id);
			found.holder.measure = new Measure(1, "kg");
		});
		assertThat(newest("POINTER", pointer.id)).containsExactly(value("holder.label", null, "a"),
				value("holder.measure.amount", null, 1L), value("holder.measure.unit", null, "kg"),
				value("holder.target", null, target.id));

		change(Pointer.class, pointer.id, (found) -> found.holder = null);
		assertThat(newest("POINTER", pointer.id)).containsExactly(value("holder.label", "a", null),
				value("holder.measure.amount", 1L, null), value("holder.measure.unit", "kg", null),
				value("holder.target", target.id, null));

		change(Pointer.class, pointer.id, (found) -> found.holder = new Holder());
		assertThat(history("POINTER", pointer.id)).hasSize(3);
	}

	@Test
	void theSameEmbeddableTwiceIsRecordedByItsAttribute() {
		Mixed mixed = new Mixed();
		mixed.one = new Measure(1, "m");
		mixed.two = new Measure(2, null);
		persisted(mixed);
		change(Mixed.class, mixed.id, (found) -> {
			found.one = new Measure(1, "km");
			found.two = null;
		});

		assertThat(newest("MIXED", mixed.id)).containsExactly(value("one.unit", "m", "km"),
				value("two.amount", 2L, null));
	}

	@Test
	void secondaryTablesSuperclassesAndColumnsOfTheDatabaseAreRecordedAsFarAsTheyAreAudited() {
		Mixed mixed = new Mixed();
		mixed.audited = "a";
		mixed.unannotated = "u";
		mixed.hidden = "h";
		mixed.more = "m";
		mixed.fixed = "f";
		mixed.own("o");
		persisted(mixed);
		assertThat(newest("MIXED", mixed.id)).containsExactly(value("audited", null, "a"), value("fixed", null, "f"),
				value("more", null, "m"), value("own", null, "o"), value("unannotated", null, "u"));

		change(Mixed.class, mixed.id, (found) -> {
			found.more = "n";
			found.fixed = "never written";
			found.unannotated = "v";
			found.own("p");
		});
		assertThat(newest("MIXED", mixed.id)).containsExactly(value("more", "m", "n"), value("own", "o", "p"),
				value("unannotated", "u", "v"));
	}

	@Test
	void hierarchiesAreRecordedWithAllTheirFields() {
		SingleChild single = new SingleChild();
		single.common = "a";
		persisted(single);
		change(SingleChild.class, single.id, (found) -> found.special = "s");
		assertThat(newest("SINGLE_CHILD", single.id)).containsExactly(value("special", null, "s"));

		TabledChild tabled = new TabledChild();
		tabled.id = UUID.randomUUID().toString();
		persisted(tabled);
		change(TabledChild.class, tabled.id, (found) -> {
			found.common = "c";
			found.special = "s";
		});
		remove(TabledChild.class, tabled.id);
		assertThat(newest("TABLED_CHILD", tabled.id)).containsExactly(value("common", "c", null),
				value("special", "s", null));
	}

	@Test
	void idsOfSeveralColumnsAreOrderedByTheirNames() {
		Composite composite = composite();

		change(Composite.class, new Composite.Key(composite.area, 7), (found) -> found.text = "t");

		assertThat(newest("COMPOSITE", composite.area + ",7")).containsExactly(value("text", null, "t"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a,b", "\\", "a\\,b", "' or 1 = 1 --", "\"", "/a?b=c&d#e%20", "\uD83D\uDE00 \u05d0\u0301",
			" a ", "\t", "null" })
	void aTextIdMayHoldAnyCharacter(String id) {
		Target target = new Target();
		target.id = id;
		persisted(target);
		Pointer pointer = pointer();
		change(Target.class, id, (found) -> found.code = "c" + id);
		change(Pointer.class, pointer.id, (found) -> found.many = this.entityManager.getReference(Target.class, id));

		assertThat(newest("AIM", id)).containsExactly(value("code", null, "c" + id));
		assertThat(newest("POINTER", pointer.id)).containsExactly(value("many", null, id));
	}

	@Test
	void anIdOfManyTypesHasOneTextThatParsesBack() {
		Sorted sorted = new Sorted();
		sorted.sort = new Sort(new BigDecimal("10.5"), LocalDate.of(2026, 3, 4), DayOfWeek.MONDAY, "a,\\b",
				Instant.parse("2026-03-04T05:06:07.123456789Z").truncatedTo(ChronoUnit.MICROS), new UUID(0, 1));
		persisted(sorted);
		inTransaction((em) -> em.createQuery("from Shapes$Sorted", Sorted.class).getSingleResult().text = "a");
		remove(Sorted.class, sorted.sort);

		List<ChangeEntry> entries = this.log.slice(ChangeQuery.in(Scope.everything()).recordTypes("SORTED"), null, 10)
			.entries();
		assertThat(entries).hasSize(3).extracting(ChangeEntry::record).containsOnly(entries.get(0).record());
		assertThat(entries.get(0).record().id()).startsWith("10.5,2026-03-04,MONDAY,a\\,\\\\b,")
			.endsWith(",00000000-0000-0000-0000-000000000001");
		assertThat(entries.get(0).changes()).containsExactly(value("text", "a", null));
		assertThat(entries.get(1).changes()).containsExactly(value("text", null, "a"));
	}

	@Test
	void aDerivedIdIsThatOfTheOther() {
		Target target = target();
		inTransaction((em) -> {
			Derived derived = new Derived();
			derived.target = em.getReference(Target.class, target.id);
			em.persist(derived);
		});

		change(Derived.class, target.id, (found) -> found.text = "t");

		assertThat(newest("DERIVED", target.id)).containsExactly(value("text", null, "t"));
	}

	@Test
	void naturalIdsAndEntityNamesAreRecordedAsTheyAre() {
		Target target = target();

		change(Target.class, target.id, (found) -> found.code = target.id + "!");

		assertThat(newest("AIM", target.id)).containsExactly(value("code", target.id, target.id + "!"));
	}

	private Target target() {
		Target target = new Target();
		target.id = UUID.randomUUID().toString();
		target.code = target.id;
		return persisted(target);
	}

	private Pointer pointer() {
		Pointer pointer = new Pointer();
		pointer.id = UUID.randomUUID().toString();
		return persisted(pointer);
	}

	private Composite composite() {
		Composite composite = new Composite();
		composite.area = UUID.randomUUID().toString();
		composite.number = 7;
		return persisted(composite);
	}

}
