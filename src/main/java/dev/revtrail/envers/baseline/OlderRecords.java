package dev.revtrail.envers.baseline;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.envers.model.AuditColumns;
import dev.revtrail.envers.model.SideSession;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlSource;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.WantedKeys;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records of an entity that have no audit row, in the order of their ids.
 * Records of its subclasses are those of other entities.
 */
final class OlderRecords {

	private final TrackedEntity entity;

	private final Configuration envers;

	OlderRecords(TrackedEntity entity, Configuration envers) {
		this.entity = entity;
		this.envers = envers;
	}

	/** Counts all records of the entity. */
	long count(SharedSessionContractImplementor session) {
		return SideSession.in(session, (side) -> side
			.createSelectionQuery(
					"select count(*) from " + this.entity.entityName() + " e where " + ofTheClass("1 = 1"), Long.class)
			.getSingleResult());
	}

	/**
	 * Returns the ids of the next records, with and without audit rows.
	 * @param lastId the text of the id that they follow; null for the first
	 * @param most how many there may be
	 */
	List<Object> after(SharedSessionContractImplementor session, @Nullable String lastId, int most) {
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

	/** The condition of a query for records that are not of a subclass. */
	String ofTheClass(String condition) {
		return this.entity.persister().hasSubclasses() ? condition + " and type(e) = " + this.entity.entityName()
				: condition;
	}

	/** The text of an id, in full. */
	String text(Object id, SharedSessionContractImplementor session) {
		return String.join(",", this.entity.key().texts(this.entity.key().values(id, session)));
	}

	/** The text by which an id is known, which may be shortened. */
	String recordId(Object id, SharedSessionContractImplementor session) {
		return Objects.requireNonNull(this.entity.key().text(this.entity.key().values(id, session)));
	}

	/** Leaves out the records that have audit rows that are committed now. */
	List<Object> withoutRows(SharedSessionContractImplementor session, List<Object> ids) {
		if (ids.isEmpty()) {
			return ids;
		}
		Set<String> audited = audited(session, ids);
		return audited.isEmpty() ? ids : ids.stream().filter((id) -> !audited.contains(recordId(id, session))).toList();
	}

	private Set<String> audited(SharedSessionContractImplementor session, List<Object> ids) {
		AuditColumns columns = AuditColumns.of(this.entity, this.envers.getRevisionFieldName());
		String sql = "select distinct " + String.join(", ", columns.id()) + " from "
				+ SqlNames.rootTable(this.entity.auditPersister()) + " where " + SqlSource.in(columns.id(), ids.size());
		WantedKeys wanted = WantedKeys.ofRecords(this.entity.key(),
				ids.stream().map((id) -> recordId(id, session)).toList());
		return session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			Set<String> found = new HashSet<>();
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				int parameter = 1;
				for (Object id : ids) {
					parameter = this.entity.key()
						.bind(statement, parameter, this.entity.key().values(id, session), session);
				}
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						found.add(wanted.meantRecord(recordId(rows, session)));
					}
				}
			}
			return found;
		});
	}

	private String recordId(ResultSet row, SharedSessionContractImplementor session) throws SQLException {
		List<@Nullable Object> parts = new ArrayList<>();
		int column = 1;
		for (var type : this.entity.key().types()) {
			parts.add(type.getJdbcValueExtractor().extract(row, column++, session));
		}
		return String.valueOf(this.entity.key().text(parts));
	}

}
