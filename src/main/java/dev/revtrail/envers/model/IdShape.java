package dev.revtrail.envers.model;

import java.util.Map;
import java.util.Objects;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * The structure of an id: a value, several attributes, or another record's id.
 */
public sealed interface IdShape {

	/**
	 * Takes an id apart.
	 * @param id the id; null where a part of the id that it stands in is missing
	 * @param values takes the values of its parts, by their names
	 * @param session the session; null where no record inside of the id has to be read
	 */
	void disassemble(@Nullable Object id, Map<String, @Nullable Object> values,
			@Nullable SharedSessionContractImplementor session);

	/**
	 * Puts an id together.
	 * @param values the values of its parts, by their names
	 * @param session the session that refers to other records
	 * @return the id
	 */
	Object assemble(Map<String, @Nullable Object> values, SharedSessionContractImplementor session);

	/**
	 * A part of the id.
	 *
	 * @param name the part's name
	 */
	record Value(String name) implements IdShape {

		@Override
		public void disassemble(@Nullable Object id, Map<String, @Nullable Object> values,
				@Nullable SharedSessionContractImplementor session) {
			values.put(this.name, id);
		}

		@Override
		public Object assemble(Map<String, @Nullable Object> values, SharedSessionContractImplementor session) {
			return Objects.requireNonNull(values.get(this.name));
		}

	}

	/**
	 * Several attributes.
	 *
	 * @param type the class that holds them: the id's own, or the entity where it is its
	 * own id
	 * @param attributes their structures, by their places in the class
	 */
	record Composite(EmbeddableMappingType type, Map<Integer, IdShape> attributes) implements IdShape {

		@Override
		public void disassemble(@Nullable Object id, Map<String, @Nullable Object> values,
				@Nullable SharedSessionContractImplementor session) {
			if (id != null) {
				this.attributes
					.forEach((place, shape) -> shape.disassemble(this.type.getValue(id, place), values, session));
			}
		}

		@Override
		public Object assemble(Map<String, @Nullable Object> values, SharedSessionContractImplementor session) {
			@Nullable Object[] attributes = new Object[this.type.getNumberOfAttributeMappings()];
			this.attributes.forEach((place, shape) -> attributes[place] = shape.assemble(values, session));
			return this.type.getRepresentationStrategy().getInstantiator().instantiate(() -> attributes);
		}

	}

	/**
	 * Another record.
	 *
	 * @param target its entity
	 * @param id its id
	 * @param heldAsId whether the id that it stands in holds that id and not the record
	 */
	record Reference(EntityPersister target, IdShape id, boolean heldAsId) implements IdShape {

		@Override
		public void disassemble(@Nullable Object id, Map<String, @Nullable Object> values,
				@Nullable SharedSessionContractImplementor session) {
			this.id.disassemble(idOf(id, this.target, session), values, session);
		}

		@Override
		public Object assemble(Map<String, @Nullable Object> values, SharedSessionContractImplementor session) {
			Object assembled = this.id.assemble(values, session);
			return this.heldAsId ? assembled
					: Objects.requireNonNull(session.internalLoad(this.target.getEntityName(), assembled, false, true));
		}

	}

	/** The id of a reference's value: an entity, a proxy, or already the id. */
	static @Nullable Object idOf(@Nullable Object value, EntityPersister target,
			@Nullable SharedSessionContractImplementor session) {
		if (value == null || value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return null;
		}
		LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
		if (proxy != null) {
			return proxy.getInternalIdentifier();
		}
		return target.getMappedClass().isInstance(value) ? target.getIdentifier(value, session) : value;
	}

}
