package dev.revtrail.envers.model;

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A parent's collection that writes columns of its children: the reference to the parent
 * where the children only read it, and their place among the others.
 *
 * @param role the collection's role
 * @param parent the parent's entity
 * @param child the children's entity
 * @param mappedBy the children's attribute that refers to the parent
 * @param reference the children's field that refers to the parent; null where the
 * children write that themselves
 * @param position the children's field with their index or key; null where there is none
 */
public record ChildrenRole(String role, EntityPersister parent, EntityPersister child, @Nullable String mappedBy,
		@Nullable String reference, @Nullable String position) {

	/** Whether the collection writes a field. */
	public boolean writes(String field) {
		return field.equals(this.reference) || field.equals(this.position);
	}

}
