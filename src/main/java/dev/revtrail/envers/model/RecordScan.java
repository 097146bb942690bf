package dev.revtrail.envers.model;

import java.util.List;
import java.util.Objects;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the records of an entity in the order of their ids. Records of its
 * subclasses are those of other entities.
 */
public final class RecordScan {

	private final TrackedEntity entity;

	public RecordScan(TrackedEntity entity) {
		this.entity = entity;
	}

	/** Counts all records of the entity. */
	public long count(SharedSessionContractImplementor session) {
		return SideSession.in(session, (side) -> side
			.createSelectionQuery(
					"select count(*) from " + this.entity.entityName() + " e where " + ofTheClass("1 = 1"), Long.class)
			.getSingleResult());
	}

	/**
	 * Returns the ids of the next records.
	 * @param lastId the text of the id that they follow; null for the first
	 * @param most how many there may be
	 */
	public List<Object> after(SharedSessionContractImplementor session, @Nullable String lastId, int most) {
		return SideSession.in(session, (side) -> {
			var query = side
				.createSelectionQuery(
						"select id(e) from " + this.entity.entityName() + " e where "
								+ ofTheClass((lastId != null) ? "id(e) > :last" : "1 = 1") + " order by id(e)",
						Object.class)
				.setMaxResults(most);
			if (lastId != null) {
				query.setParameter("last", this.entity.key().id(lastId, (SharedSessionContractImplementor) side));
			}
			return query.getResultList();
		});
	}

	/** The query for records by their {@code ids}. */
	public String byIds() {
		return "select e from " + this.entity.entityName() + " e where " + ofTheClass("id(e) in (:ids)");
	}

	/** The condition of a query for records that are not of a subclass. */
	public String ofTheClass(String condition) {
		return this.entity.persister().hasSubclasses() ? condition + " and type(e) = " + this.entity.entityName()
				: condition;
	}

	/** The text of an id, in full. */
	public String text(Object id, SharedSessionContractImplementor session) {
		return String.join(",", this.entity.key().texts(this.entity.key().values(id, session)));
	}

	/** The text by which an id is known, which may be shortened. */
	public String recordId(Object id, SharedSessionContractImplementor session) {
		return Objects.requireNonNull(this.entity.key().text(this.entity.key().values(id, session)));
	}

}
