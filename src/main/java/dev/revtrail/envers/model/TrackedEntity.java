package dev.revtrail.envers.model;

import java.lang.reflect.Method;
import java.util.List;

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * All that capture and history need to know of an audited entity.
 *
 * @param recordType the record type's name
 * @param persister the entity's persister
 * @param auditPersister the persister of its audit rows
 * @param key how its id is spelled
 * @param fields its audited fields, by name
 * @param parents the collections by which parents write some of them, which the record's
 * own state does not show
 * @param masks which of them are masked
 * @param label the fields that are what people call a record
 * @param patient the way to its patient
 * @param organization the way to its organization
 */
public record TrackedEntity(String recordType, EntityPersister persister, EntityPersister auditPersister, RecordKey key,
		List<TrackedField> fields, List<ChildrenRole> parents, Masks masks, List<String> label,
		@Nullable OwnerPath patient, @Nullable OwnerPath organization) {

	public String entityName() {
		return this.persister.getEntityName();
	}

	/** Whether a parent's collection writes a field. */
	public boolean isOfParents(String field) {
		return this.parents.stream().anyMatch((role) -> role.writes(field));
	}

	/** The field of a position that the record's state does not hold; null for none. */
	public TrackedField.@Nullable Single unheldPosition(ChildrenRole role) {
		return singles().stream()
			.filter((field) -> field.name().equals(role.position()) && field.path().isNone())
			.findFirst()
			.orElse(null);
	}

	/** The fields that have one value. */
	public List<TrackedField.Single> singles() {
		return fields(TrackedField.Single.class);
	}

	/** The fields that are collections. */
	public List<TrackedField.Elements> collections() {
		return fields(TrackedField.Elements.class);
	}

	private <F extends TrackedField> List<F> fields(Class<F> kind) {
		return this.fields.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

	/** A model has one for each entity, and maps by entity are on every write's way. */
	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

	/**
	 * The way from a record to its patient or organization.
	 *
	 * @param text the path as it was written
	 * @param method the method that knows the id; null for a path of attributes
	 * @param attributes the attributes on the way; empty for a method
	 * @param recordType the type of the record it leads to, where that is tracked
	 */
	public record OwnerPath(String text, @Nullable Method method, List<String> attributes,
			@Nullable String recordType) {

	}

}
