package dev.revtrail.envers.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An audited field of a tracked entity: where its value stands in the entity's state, and
 * where in Envers' audit rows.
 */
public sealed interface TrackedField {

	/**
	 * The field's name, dotted inside an embeddable.
	 */
	String name();

	/**
	 * A field with one value, which stands in the record's own audit row.
	 */
	sealed interface Single extends TrackedField {

		/** Where the value stands in a state. */
		AttributePath path();

		/** The properties of the audit row that hold the value. */
		List<String> auditProperties();

		/** The canonical value in a state. */
		@Nullable Object valueIn(@Nullable Object @Nullable [] state, SharedSessionContractImplementor session);

		/** The canonical value from the audit row's properties. */
		@Nullable Object valueOf(List<? extends @Nullable Object> auditValues);

		/** The canonical value that an entry keeps, in the form of the field's type. */
		default @Nullable Object ofKept(@Nullable Object kept) {
			return kept;
		}

		/** What the column holds once a value is written to it. */
		default @Nullable Object stored(@Nullable Object value) {
			return value;
		}

		/** Returns whether the value was not loaded and is therefore unknown. */
		boolean isUnknownIn(@Nullable Object @Nullable [] state);

		/** Whether a loaded null may stand for an id that leads nowhere. */
		default boolean mayHideIdIn(@Nullable Object[] loaded) {
			return false;
		}

	}

	/**
	 * A basic value.
	 *
	 * @param name the field's name
	 * @param path where it stands in the state
	 * @param auditProperty where it stands in the audit row
	 * @param form the form of its values in entries
	 */
	record Basic(String name, AttributePath path, String auditProperty, ValueForm form) implements Single {

		@Override
		public List<String> auditProperties() {
			return List.of(this.auditProperty);
		}

		@Override
		public @Nullable Object valueIn(@Nullable Object @Nullable [] state, SharedSessionContractImplementor session) {
			return this.form.canonicalOnceStored(this.path.valueIn(state));
		}

		@Override
		public @Nullable Object valueOf(List<? extends @Nullable Object> auditValues) {
			return this.form.canonical(auditValues.get(0));
		}

		/**
		 * Restores the type of numbers, since JSON does not distinguish a decimal or a
		 * large integer from a small one.
		 */
		@Override
		public @Nullable Object ofKept(@Nullable Object kept) {
			Class<?> type = this.form.type().getJavaType();
			if (kept instanceof Number number && type == BigDecimal.class) {
				return new BigDecimal(number.toString());
			}
			return (kept instanceof Number number && type == BigInteger.class)
					? new BigDecimal(number.toString()).toBigInteger() : kept;
		}

		@Override
		public @Nullable Object stored(@Nullable Object value) {
			return this.form.stored(value);
		}

		@Override
		public boolean isUnknownIn(@Nullable Object @Nullable [] state) {
			return this.path.valueIn(state) == LazyPropertyInitializer.UNFETCHED_PROPERTY;
		}

	}

	/**
	 * A reference to another record.
	 *
	 * @param name the field's name
	 * @param path where it stands in the state
	 * @param audited where the other's id stands in the audit row
	 * @param target the other entity
	 * @param mayLeadNowhere whether Hibernate loads null for an id that leads nowhere
	 */
	record Reference(String name, AttributePath path, AuditedId audited, EntityPersister target,
			boolean mayLeadNowhere) implements Single {

		@Override
		public List<String> auditProperties() {
			return this.audited.paths();
		}

		/** How the other's id is spelled. */
		public RecordKey key() {
			return this.audited.key();
		}

		@Override
		public boolean mayHideIdIn(@Nullable Object[] loaded) {
			return this.mayLeadNowhere && this.path.valueIn(loaded) == null;
		}

		@Override
		public @Nullable Object valueIn(@Nullable Object @Nullable [] state, SharedSessionContractImplementor session) {
			Object id = idIn(state, session);
			return (id != null) ? key().text(key().values(id, session)) : null;
		}

		@Override
		public @Nullable Object valueOf(List<? extends @Nullable Object> auditValues) {
			return key().text(auditValues);
		}

		@Override
		public boolean isUnknownIn(@Nullable Object @Nullable [] state) {
			return this.path.valueIn(state) == LazyPropertyInitializer.UNFETCHED_PROPERTY;
		}

		/** The id of the other record, taken from a proxy without initializing it. */
		public @Nullable Object idIn(@Nullable Object @Nullable [] state, SharedSessionContractImplementor session) {
			return IdShape.idOf(this.path.valueIn(state), this.target, session);
		}

	}

	/**
	 * A collection that the record owns, whose elements stand in an audit table of their
	 * own.
	 *
	 * @param name the field's name
	 * @param path where it stands in the state
	 * @param persister the collection's persister
	 * @param history where its elements are kept
	 */
	record Elements(String name, AttributePath path, CollectionPersister persister,
			CollectionAuditMapping history) implements TrackedField {

		public String role() {
			return this.persister.getRole();
		}

		/**
		 * The canonical form of a collection or of Hibernate's snapshot of it: a list, or
		 * for a map its keys with their values; null for what is not known.
		 */
		public @Nullable Object canonical(@Nullable Object collection, SharedSessionContractImplementor session) {
			return (collection != null) ? this.history.content(collection, session).value() : null;
		}

		/** The canonical form of a collection without elements. */
		public Object nothing() {
			return new CollectionContent(this.history.kind()).value();
		}

	}

}
