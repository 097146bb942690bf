package dev.revtrail.envers.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.diff.Values;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/**
 * What the elements or the keys of a collection look like, and where their parts stand in
 * Envers' audit rows. Both sides, the values that Hibernate holds and the rows that are
 * read later, come to the same canonical form.
 */
public sealed interface ElementShape {

	/** The paths in the audit row, in the order in which {@link #read} takes values. */
	List<String> paths();

	/** The canonical form of what an audit row holds. */
	@Nullable Object read(List<? extends @Nullable Object> values);

	/** The canonical form of what the collection holds. */
	@Nullable Object write(@Nullable Object value, SharedSessionContractImplementor session);

	/** Writes what the collection holds into the properties of a row. */
	void put(@Nullable Object value, Map<String, @Nullable Object> row, SharedSessionContractImplementor session);

	/**
	 * A basic value.
	 *
	 * @param path where it stands
	 * @param stored what its column makes of values; null where that is not known
	 */
	record Basic(String path, @Nullable StoredForm stored) implements ElementShape {

		@Override
		public List<String> paths() {
			return List.of(this.path);
		}

		@Override
		public @Nullable Object read(List<? extends @Nullable Object> values) {
			return Values.canonical(values.get(0));
		}

		@Override
		public @Nullable Object write(@Nullable Object value, SharedSessionContractImplementor session) {
			return Values.canonical((value != null && this.stored != null) ? this.stored.of(value) : value);
		}

		@Override
		public void put(@Nullable Object value, Map<String, @Nullable Object> row,
				SharedSessionContractImplementor session) {
			row.put(this.path.substring(this.path.lastIndexOf('.') + 1), value);
		}

	}

	/**
	 * A record, shown by its id.
	 *
	 * @param paths where the parts of its id stand, in the order of their names
	 * @param target the record's entity
	 * @param audited its id in the properties of the row
	 */
	record Reference(List<String> paths, EntityPersister target, AuditedId audited) implements ElementShape {

		@Override
		public @Nullable Object read(List<? extends @Nullable Object> values) {
			return this.audited.key().text(values);
		}

		@Override
		public @Nullable Object write(@Nullable Object value, SharedSessionContractImplementor session) {
			Object id = IdShape.idOf(value, this.target, session);
			return (id != null) ? this.audited.key().text(this.audited.key().values(id, session)) : null;
		}

		@Override
		public void put(@Nullable Object value, Map<String, @Nullable Object> row,
				SharedSessionContractImplementor session) {
			this.audited.write(IdShape.idOf(value, this.target, session), row, session);
		}

	}

	/**
	 * An embeddable, shown by its audited attributes. Where all of its attributes are
	 * null it is null itself, as Hibernate has it when it is loaded, and no element.
	 *
	 * @param type the embeddable
	 * @param parts its audited attributes
	 * @param nullable whether it is null where all of them are
	 */
	record Embeddable(CompositeType type, List<Part> parts, boolean nullable) implements ElementShape {

		@Override
		public List<String> paths() {
			return this.parts.stream().flatMap((part) -> part.shape().paths().stream()).toList();
		}

		@Override
		public @Nullable Object read(List<? extends @Nullable Object> values) {
			Map<String, @Nullable Object> read = new LinkedHashMap<>();
			int from = 0;
			for (Part part : this.parts) {
				int to = from + part.shape().paths().size();
				read.put(part.name(), part.shape().read(values.subList(from, to)));
				from = to;
			}
			return orNull(read);
		}

		@Override
		public @Nullable Object write(@Nullable Object value, SharedSessionContractImplementor session) {
			if (value == null) {
				return null;
			}
			@Nullable Object[] values = this.type.getPropertyValues(value);
			Map<String, @Nullable Object> written = new LinkedHashMap<>();
			for (Part part : this.parts) {
				written.put(part.name(), part.shape().write(values[part.property()], session));
			}
			return orNull(written);
		}

		@Override
		public void put(@Nullable Object value, Map<String, @Nullable Object> row,
				SharedSessionContractImplementor session) {
			@Nullable Object @Nullable [] values = (value != null) ? this.type.getPropertyValues(value) : null;
			this.parts
				.forEach((part) -> part.shape().put((values != null) ? values[part.property()] : null, row, session));
		}

		private @Nullable Object orNull(Map<String, @Nullable Object> parts) {
			return (this.nullable && parts.values().stream().allMatch((part) -> part == null)) ? null : parts;
		}

	}

	/**
	 * An attribute of an embeddable.
	 *
	 * @param name its name
	 * @param property its place in the embeddable
	 * @param shape what its values look like
	 */
	record Part(String name, int property, ElementShape shape) {

	}

}
