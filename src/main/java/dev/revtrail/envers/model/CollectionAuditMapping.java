package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.revtrail.diff.KeyText;
import dev.revtrail.diff.ValueKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * Envers' audit table of a collection: which property holds what.
 *
 * @param auditEntity the audit table's entity name
 * @param owner the owner's id in the properties of a row
 * @param ownerPaths the paths to its parts, in the order of their names
 * @param revisionType the path to the kind of the row: added or removed
 * @param kind the key that distinguishes the elements
 * @param key the key of a map's entry, or the index in a list; null for neither
 * @param element the element
 */
public record CollectionAuditMapping(String auditEntity, AuditedId owner, List<String> ownerPaths, String revisionType,
		CollectionKind kind, @Nullable ElementShape key, ElementShape element) {

	/**
	 * Returns the properties of a row that describe one element, without the owner's id.
	 */
	public List<String> paths() {
		List<String> paths = new ArrayList<>();
		paths.add(this.revisionType);
		if (this.key != null) {
			paths.addAll(this.key.paths());
		}
		paths.addAll(this.element.paths());
		return paths;
	}

	/** Creates the element that a row describes from the values of {@link #paths}. */
	public ElementRow row(long revision, List<? extends @Nullable Object> values) {
		int from = 1 + ((this.key != null) ? this.key.paths().size() : 0);
		Object element = this.element.read(values.subList(from, values.size()));
		Object place = place((this.key != null) ? this.key.read(values.subList(1, from)) : null, element);
		return new ElementRow(revision, values.get(0) != RevisionType.DEL, place, element);
	}

	private Object place(@Nullable Object key, @Nullable Object element) {
		return switch (this.kind) {
			case LIST -> (key instanceof Number index) ? index.intValue() : 0;
			case MAP -> KeyText.of(key);
			case SET -> ValueKey.of(element);
		};
	}

	/**
	 * The place of an element.
	 * @param position its index or its key; null where it has none
	 * @param element the element in canonical form
	 * @param session the session
	 * @return its place
	 */
	public Object place(@Nullable Object position, Object element, SharedSessionContractImplementor session) {
		return place((this.key != null) ? this.key.write(position, session) : null, element);
	}

	/** The content of a collection that Hibernate holds, or of its snapshot. */
	public CollectionContent content(Object collection, SharedSessionContractImplementor session) {
		CollectionContent content = new CollectionContent(this.kind);
		if (this.kind == CollectionKind.MAP && this.key != null && collection instanceof Map<?, ?> map) {
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				content.put(KeyText.of(this.key.write(entry.getKey(), session)),
						this.element.write(entry.getValue(), session));
			}
			return content;
		}
		int index = 0;
		for (Object value : elements(collection)) {
			Object element = this.element.write(value, session);
			content.put((this.kind == CollectionKind.LIST) ? Integer.valueOf(index) : ValueKey.of(element), element);
			index++;
		}
		return content;
	}

	/** The snapshot of a set is a map from each element to itself. */
	private static Collection<?> elements(Object collection) {
		return (collection instanceof Map<?, ?> map) ? map.values()
				: (collection instanceof Collection<?> plain) ? plain : List.of();
	}

}
