package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.revtrail.OrganizationTree;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Inserts rows into the entry index, many with one statement.
 */
final class EntryInsert {

	private static final int ROWS_PER_STATEMENT = 100;

	private static final List<String> ATTRIBUTES = List.of("revision", "organization", "rootOrganization", "recordType",
			"recordId", "action", "outcome", "previousRevision", "patient", "actor", "changed", "data");

	private final Supplier<OrganizationTree> organizations;

	private final OrganizationRoots roots;

	private final String insert;

	EntryInsert(SessionFactoryImplementor sessionFactory, Supplier<OrganizationTree> organizations) {
		this.organizations = organizations;
		this.roots = new OrganizationRoots(sessionFactory);
		EntityPersister persister = sessionFactory.getMappingMetamodel().getEntityDescriptor(EntryRow.class);
		this.insert = "insert into " + SqlNames.table(persister) + " (" + SqlNames.idColumns(persister).get(0) + ", "
				+ String.join(", ", ATTRIBUTES.stream().map((name) -> SqlNames.column(persister, name)).toList())
				+ ") values ";
	}

	/**
	 * Inserts rows of a revision, which gives them their ids, its actor and, by their
	 * organizations, the roots of those.
	 * @param session the session at hand
	 * @param connection the connection of its transaction
	 * @param revision the revision, which has its number
	 * @param rows the rows, complete but for that
	 * @param first the number of the first of them within the revision
	 */
	void insert(SharedSessionContractImplementor session, Connection connection, RevtrailRevision revision,
			List<EntryRow> rows, int first) throws SQLException {
		complete(revision, rows, first);
		this.roots.note(session, connection, rows);
		for (int from = 0; from < rows.size(); from += ROWS_PER_STATEMENT) {
			List<EntryRow> some = rows.subList(from, Math.min(from + ROWS_PER_STATEMENT, rows.size()));
			String parameters = "(?" + ", ?".repeat(ATTRIBUTES.size()) + ")";
			try (PreparedStatement statement = connection
				.prepareStatement(this.insert + String.join(", ", Collections.nCopies(some.size(), parameters)))) {
				int parameter = 1;
				for (EntryRow row : some) {
					parameter = bind(statement, parameter, row);
				}
				statement.executeUpdate();
			}
		}
	}

	private void complete(RevtrailRevision revision, List<EntryRow> rows, int first) {
		OrganizationTree tree = this.organizations.get();
		int number = first;
		for (EntryRow row : rows) {
			row.revision = Objects.requireNonNull(revision.getId());
			row.id = EntryIds.id(Objects.requireNonNull(revision.getRecordedAt()), row.revision, number++);
			row.actor = revision.actorId();
			row.rootOrganization = (row.organization != null) ? tree.rootOf(row.organization) : null;
		}
	}

	private static int bind(PreparedStatement statement, int first, EntryRow row) throws SQLException {
		int parameter = first;
		statement.setLong(parameter++, row.id);
		statement.setLong(parameter++, row.revision);
		statement.setString(parameter++, row.organization);
		statement.setString(parameter++, row.rootOrganization);
		statement.setString(parameter++, row.recordType);
		statement.setString(parameter++, row.recordId);
		statement.setString(parameter++, row.action);
		statement.setString(parameter++, row.outcome.name());
		statement.setObject(parameter++, row.previousRevision, Types.BIGINT);
		statement.setString(parameter++, row.patient);
		statement.setString(parameter++, row.actor);
		statement.setString(parameter++, row.changed);
		statement.setString(parameter++, row.data);
		return parameter;
	}

}
