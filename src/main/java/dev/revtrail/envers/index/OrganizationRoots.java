package dev.revtrail.envers.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.revtrail.envers.model.SqlNames;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Notes under which roots the entries of organizations are written, so that a reader
 * knows whether a root's range holds all of them, though organizations move. What is
 * noted is known here from its commit on; after that it costs no statement.
 */
final class OrganizationRoots {

	private static final int MOST_KNOWN = 100_000;

	private final Set<OrganizationRoot.Key> known = ConcurrentHashMap.newKeySet();

	private final String select;

	private final String insert;

	OrganizationRoots(SessionFactoryImplementor sessionFactory) {
		EntityPersister persister = sessionFactory.getMappingMetamodel().getEntityDescriptor(OrganizationRoot.class);
		String table = SqlNames.table(persister);
		String organization = SqlNames.column(persister, "organization");
		String root = SqlNames.column(persister, "rootOrganization");
		this.select = "select 1 from " + table + " where " + organization + " = ? and " + root + " = ?";
		this.insert = "insert into " + table + " (" + organization + ", " + root + ") values (?, ?)";
	}

	/**
	 * Notes the roots of rows, in the transaction that inserts them.
	 * @param session the current session
	 * @param connection its connection
	 * @param rows the rows, with their organizations and roots
	 */
	void note(SharedSessionContractImplementor session, Connection connection, List<EntryRow> rows)
			throws SQLException {
		Set<OrganizationRoot.Key> fresh = new LinkedHashSet<>();
		for (EntryRow row : rows) {
			OrganizationRoot.Key key = keyOf(row);
			if (key != null && !this.known.contains(key)) {
				fresh.add(key);
			}
		}
		for (OrganizationRoot.Key key : fresh) {
			if (!isNoted(connection, key)) {
				insert(connection, key);
			}
		}
		if (!fresh.isEmpty()) {
			session.getTransactionCompletionCallbacks()
				.registerCallback(
						(boolean success, SharedSessionContractImplementor completed) -> remember(success, fresh));
		}
	}

	private static OrganizationRoot.@Nullable Key keyOf(EntryRow row) {
		return (row.organization != null && row.rootOrganization != null)
				? new OrganizationRoot.Key(row.organization, row.rootOrganization) : null;
	}

	/** One that another transaction has noted and not yet committed is noted again. */
	private boolean isNoted(Connection connection, OrganizationRoot.Key key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.select)) {
			statement.setString(1, key.organization());
			statement.setString(2, key.rootOrganization());
			try (ResultSet noted = statement.executeQuery()) {
				return noted.next();
			}
		}
	}

	private void insert(Connection connection, OrganizationRoot.Key key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.insert)) {
			statement.setString(1, key.organization());
			statement.setString(2, key.rootOrganization());
			statement.executeUpdate();
		}
	}

	private void remember(boolean committed, Set<OrganizationRoot.Key> keys) {
		if (committed && this.known.size() < MOST_KNOWN) {
			this.known.addAll(keys);
		}
	}

}
