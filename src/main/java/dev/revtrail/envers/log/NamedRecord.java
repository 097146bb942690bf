package dev.revtrail.envers.log;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.envers.model.CollectionAuditMapping;
import dev.revtrail.envers.model.ElementShape;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.TrackedModel;
import org.jspecify.annotations.Nullable;

/**
 * A record that an entry names.
 *
 * @param place where
 * @param field the field, by its recorded name; empty where it is none
 * @param types the types that the record may be of; several for a reference into a
 * hierarchy
 * @param id the record's id
 */
record NamedRecord(Place place, String field, Set<String> types, String id) {

	/**
	 * Where an entry names a record.
	 */
	enum Place {

		/** It is about the record. */
		RECORD,

		/** The record is the patient. */
		PATIENT,

		/** A field refers to it. */
		VALUE,

		/** It is a map's key. */
		KEY

	}

	/** All records that an entry names. */
	static Set<NamedRecord> in(ChangeEntry entry, TrackedModel model) {
		Set<NamedRecord> named = new LinkedHashSet<>();
		String type = entry.record().type();
		named.add(of(Place.RECORD, entry.record(), model));
		if (entry.patient() != null) {
			named.add(of(Place.PATIENT, entry.patient(), model));
		}
		for (FieldChange change : entry.changes()) {
			model.field(type, model.formerNames().fieldToday(type, change.field())).ifPresent((field) -> {
				if (field instanceof TrackedField.Reference reference && change instanceof FieldChange.Value value) {
					Set<String> types = model.typesOf(reference.target());
					add(Place.VALUE, change.field(), types, value.from(), named);
					add(Place.VALUE, change.field(), types, value.to(), named);
				}
				else if (field instanceof TrackedField.Elements elements) {
					in(change, elements.history(), model, named);
				}
			});
		}
		return named;
	}

	private static NamedRecord of(Place place, RecordRef record, TrackedModel model) {
		return new NamedRecord(place, "", Set.of(model.formerNames().typeToday(record.type())), record.id());
	}

	private static void in(FieldChange change, CollectionAuditMapping history, TrackedModel model,
			Set<NamedRecord> named) {
		change.fold((value) -> named, (elements) -> elements(elements, history, model, named),
				(keys) -> keys(keys, history, model, named), (hidden) -> named);
	}

	private static Set<NamedRecord> elements(FieldChange.Elements change, CollectionAuditMapping history,
			TrackedModel model, Set<NamedRecord> named) {
		List.of(change.joined(), change.left())
			.forEach((some) -> some
				.forEach((element) -> add(Place.VALUE, change.field(), history.element(), element, model, named)));
		change.moved()
			.forEach((move) -> add(Place.VALUE, change.field(), history.element(), move.element(), model, named));
		whole(change.whole(), change.field(), history, model, named);
		return named;
	}

	private static Set<NamedRecord> keys(FieldChange.Keys change, CollectionAuditMapping history, TrackedModel model,
			Set<NamedRecord> named) {
		entries(change.joined(), change.field(), history, model, named);
		entries(change.left(), change.field(), history, model, named);
		change.replaced().forEach((key, replaced) -> {
			key(key, change.field(), history, model, named);
			add(Place.VALUE, change.field(), history.element(), replaced.from(), model, named);
			add(Place.VALUE, change.field(), history.element(), replaced.to(), model, named);
		});
		whole(change.whole(), change.field(), history, model, named);
		return named;
	}

	private static void whole(FieldChange.@Nullable Whole whole, String field, CollectionAuditMapping history,
			TrackedModel model, Set<NamedRecord> named) {
		if (whole != null) {
			whole(whole.before(), field, history, model, named);
			whole(whole.after(), field, history, model, named);
		}
	}

	private static void whole(@Nullable Object whole, String field, CollectionAuditMapping history, TrackedModel model,
			Set<NamedRecord> named) {
		if (whole instanceof Collection<?> elements) {
			elements.forEach((element) -> add(Place.VALUE, field, history.element(), element, model, named));
		}
		else if (whole instanceof Map<?, ?> map) {
			entries(map, field, history, model, named);
		}
	}

	private static void entries(Map<?, ? extends @Nullable Object> entries, String field,
			CollectionAuditMapping history, TrackedModel model, Set<NamedRecord> named) {
		entries.forEach((key, value) -> {
			key(key, field, history, model, named);
			add(Place.VALUE, field, history.element(), value, model, named);
		});
	}

	private static void key(@Nullable Object key, String field, CollectionAuditMapping history, TrackedModel model,
			Set<NamedRecord> named) {
		if (history.key() instanceof ElementShape.Reference reference) {
			add(Place.KEY, field, model.typesOf(reference.target()), key, named);
		}
	}

	/** Adds the record that an element is, or those that its parts are. */
	private static void add(Place place, String field, ElementShape shape, @Nullable Object element, TrackedModel model,
			Set<NamedRecord> named) {
		if (shape instanceof ElementShape.Reference reference) {
			add(place, field, model.typesOf(reference.target()), element, named);
		}
		else if (shape instanceof ElementShape.Embeddable embeddable && element instanceof Map<?, ?> values) {
			embeddable.parts()
				.forEach((part) -> add(place, field + "." + part.name(), part.shape(), values.get(part.name()), model,
						named));
		}
	}

	private static void add(Place place, String field, Set<String> types, @Nullable Object id, Set<NamedRecord> named) {
		if (id != null) {
			named.add(new NamedRecord(place, field, types, id.toString()));
		}
	}

}
