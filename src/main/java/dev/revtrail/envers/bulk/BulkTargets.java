package dev.revtrail.envers.bulk;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.TrackedModel;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The tracked entities whose records a bulk statement may apply to: the one that it
 * names, and its subclasses.
 */
final class BulkTargets {

	private final EntityPersister persister;

	private final Map<String, TrackedEntity> byName = new LinkedHashMap<>();

	BulkTargets(TrackedModel model, EntityPersister persister) {
		this.persister = persister;
		Set<String> names = persister.getSubclassEntityNames();
		for (String name : names) {
			TrackedEntity entity = model.entity(name);
			if (entity != null) {
				this.byName.put(name, entity);
			}
		}
	}

	Collection<TrackedEntity> all() {
		return this.byName.values();
	}

	boolean isEmpty() {
		return this.byName.isEmpty();
	}

	/** The tracked fields that assignments set, as the statement's entity has them. */
	List<TrackedField.Single> fields(List<String> assigned) {
		Map<String, TrackedField.Single> fields = new LinkedHashMap<>();
		for (TrackedEntity entity : this.byName.values()) {
			fieldsOf(entity, assigned).forEach((field) -> fields.putIfAbsent(field.name(), field));
		}
		return List.copyOf(fields.values());
	}

	static List<TrackedField.Single> fieldsOf(TrackedEntity entity, List<String> assigned) {
		return entity.singles()
			.stream()
			.filter((field) -> assigned.stream().anyMatch((path) -> sets(path, field)))
			.toList();
	}

	/** An embeddable sets its fields, and the id of a reference sets the reference. */
	private static boolean sets(String path, TrackedField field) {
		return field.name().equals(path) || field.name().startsWith(path + ".") || path.startsWith(field.name() + ".");
	}

	/** The entity that a selected row is of; null when that is not tracked. */
	@Nullable TrackedEntity entityOf(Object[] row) {
		if (!this.persister.hasSubclasses()) {
			return this.byName.get(this.persister.getEntityName());
		}
		return this.byName.get((row[1] instanceof Class<?> type) ? type.getName() : String.valueOf(row[1]));
	}

	/** The values of some of the selected fields. */
	Object[] valuesOf(Object[] row, List<TrackedField.Single> selected, List<TrackedField.Single> some) {
		int first = RecordRows.firstField(this.persister);
		List<String> names = selected.stream().map(TrackedField::name).toList();
		return some.stream().map((field) -> Objects.requireNonNull(row)[first + names.indexOf(field.name())]).toArray();
	}

}
