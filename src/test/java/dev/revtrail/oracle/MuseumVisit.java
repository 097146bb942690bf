package dev.revtrail.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/**
 * One transaction in the {@link Museum}, as the steps that it consists of see it.
 *
 * @param draw random values
 * @param em the transaction's entity manager
 * @param before what each record held when the transaction first loaded it
 * @param touched the records that the transaction has loaded or written
 * @param numbers new ids
 */
record MuseumVisit(Draw draw, EntityManager em, Map<String, Shadow> before, Set<String> touched, LongSupplier numbers) {

	MuseumVisit(Draw draw, EntityManager em, Map<String, Shadow> before, LongSupplier numbers) {
		this(draw, em, before, new HashSet<>(), numbers);
	}

	/** The ids of all records of an entity that have been flushed. */
	List<Object> ids(Class<?> entity) {
		String order = (entity == Museum.Room.class) ? "e.id.wing, e.id.floor" : "e.id";
		return this.em.createQuery("select e.id from " + entity.getSimpleName() + " e order by " + order, Object.class)
			.setFlushMode(FlushModeType.COMMIT)
			.getResultList();
	}

	/** A record, which is no proxy as its fields are set directly. */
	<E> @Nullable E any(Class<E> entity) {
		List<Object> ids = ids(entity);
		return ids.isEmpty() ? null : find(entity, this.draw.of(ids));
	}

	<E> @Nullable E find(Class<E> entity, Object id) {
		E found = this.em.find(entity, id);
		if (found != null) {
			this.touched.add(name(entity, id));
		}
		return (found != null) ? Hibernate.unproxy(found, entity) : null;
	}

	/** Persists a new record, which statements then leave alone. */
	void persist(Object record, Object id) {
		this.em.persist(record);
		this.touched.add(name(record.getClass(), id));
	}

	/** A record to refer to, often by a proxy that has loaded nothing. */
	<E> @Nullable E reference(Class<E> entity) {
		List<Object> ids = ids(entity);
		if (ids.isEmpty() || this.draw.chance(20)) {
			return null;
		}
		Object id = this.draw.of(ids);
		return this.draw.chance(60) ? this.em.getReference(entity, id) : this.em.find(entity, id);
	}

	Object idOf(Object record) {
		return this.em.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(record);
	}

	/** Removes a record from others, whichever object stands for it. */
	boolean remove(Iterable<?> records, Object record) {
		var iterator = records.iterator();
		while (iterator.hasNext()) {
			Object other = iterator.next();
			if (other != null && idOf(other).equals(idOf(record))) {
				iterator.remove();
				return true;
			}
		}
		return false;
	}

	long number() {
		return this.numbers.getAsLong();
	}

	static String name(Class<?> entity, Object id) {
		return entity.getSimpleName().toUpperCase(Locale.ROOT) + " " + id;
	}

}
