package dev.revtrail.envers.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.revtrail.OrganizationTree;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.SchemaVersionException;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.schema.LibrarySchema;
import dev.revtrail.envers.schema.SchemaRow;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows into the entry index, many with one statement. Each statement checks that
 * the tables still have a version that this code may work with: where they do not, its
 * subselect returns two rows, and the statement fails. A record that can be spelled in
 * several ways is spelled as in its first audit row. That is read before: within the
 * insertion MySQL would lock what it reads, and changes of other records would wait.
 */
public final class EntryInsert {

	private static final int ROWS_PER_STATEMENT = 100;

	/** Characters of up to four bytes: statements stay below a limit of 1 MB. */
	private static final int DATA_PER_STATEMENT = 200_000;

	private static final List<String> ATTRIBUTES = List.of("revision", "organization", "rootOrganization", "recordType",
			"recordId", "action", "outcome", "previousRevision", "patient", "actor", "changed", "data",
			"keepsCollections");

	/** The state where a subselect returns two rows; H2 has a state of its own for it. */
	private static final String TWO_ROWS = "21000";

	private final Supplier<OrganizationTree> organizations;

	private final Spellings spellings;

	private final OrganizationRoots roots;

	private final String insert;

	private final String checkedId;

	private final String unfit;

	public EntryInsert(SessionFactoryImplementor sessionFactory, Supplier<OrganizationTree> organizations,
			Spellings spellings) {
		this.organizations = organizations;
		this.spellings = spellings;
		this.roots = new OrganizationRoots(sessionFactory);
		EntityPersister persister = sessionFactory.getMappingMetamodel().getEntityDescriptor(EntryRow.class);
		this.insert = "insert into " + SqlNames.table(persister) + " (" + SqlNames.idColumns(persister).get(0) + ", "
				+ String.join(", ", ATTRIBUTES.stream().map((name) -> SqlNames.column(persister, name)).toList())
				+ ") values ";
		EntityPersister schema = sessionFactory.getMappingMetamodel().getEntityDescriptor(SchemaRow.class);
		this.unfit = " from " + SqlNames.table(schema) + " where " + SqlNames.column(schema, "minCodeVersion") + " > "
				+ LibrarySchema.VERSION;
		String zero = "cast(0 as " + castType(sessionFactory) + ")";
		this.checkedId = "? + (select " + zero + " union all select " + zero + this.unfit + ")";
	}

	private static String castType(SessionFactoryImplementor sessionFactory) {
		var types = sessionFactory.getTypeConfiguration();
		return types.getDdlTypeRegistry()
			.getDescriptor(SqlTypes.BIGINT)
			.getCastTypeName(Size.nil(), types.getBasicTypeRegistry().resolve(StandardBasicTypes.LONG),
					types.getDdlTypeRegistry());
	}

	/**
	 * Inserts rows of a revision, which gives them their ids, its actor and, by their
	 * organizations, the roots of those.
	 * @param session the current session
	 * @param connection the connection of its transaction
	 * @param revision the revision, which has its number
	 * @param rows the rows, complete but for that
	 * @param first the number of the first of them within the revision
	 */
	public void insert(SharedSessionContractImplementor session, Connection connection, RevtrailRevision revision,
			List<EntryRow> rows, int first) throws SQLException {
		complete(revision, rows, first);
		this.spellings.apply(session, rows);
		this.roots.note(session, connection, rows);
		for (int from = 0; from < rows.size();) {
			List<EntryRow> some = rows.subList(from, end(rows, from));
			from += some.size();
			try (PreparedStatement statement = connection.prepareStatement(sql(some))) {
				int parameter = 1;
				for (EntryRow row : some) {
					parameter = bind(statement, parameter, row);
				}
				statement.executeUpdate();
			}
			catch (SQLException ex) {
				throw explained(ex, connection);
			}
		}
	}

	/** Where the statement ends that begins with a row: databases limit its size. */
	private static int end(List<EntryRow> rows, int from) {
		int end = from;
		int length = 0;
		do {
			length += length(rows.get(end).data);
			end++;
		}
		while (end < Math.min(from + ROWS_PER_STATEMENT, rows.size())
				&& length + length(rows.get(end).data) <= DATA_PER_STATEMENT);
		return end;
	}

	private static int length(@Nullable String text) {
		return (text != null) ? text.length() : 0;
	}

	/** The first row carries the check, for all of the statement. */
	private String sql(List<EntryRow> rows) {
		StringBuilder sql = new StringBuilder(this.insert);
		for (EntryRow row : rows) {
			sql.append((row == rows.get(0)) ? "(" + this.checkedId : ", (?");
			sql.append(", ?".repeat(ATTRIBUTES.size())).append(")");
		}
		return sql.toString();
	}

	private RuntimeException explained(SQLException failure, Connection connection) throws SQLException {
		boolean unfit = TWO_ROWS.equals(failure.getSQLState());
		if (!unfit) {
			unfit = isUnfit(failure, connection);
		}
		if (!unfit) {
			throw failure;
		}
		SchemaVersionException explained = new SchemaVersionException(
				"Revtrail's tables were migrated while this node ran, and its version of the library cannot work with "
						+ "them: it knows version " + LibrarySchema.VERSION + ". No tracked change can be committed.",
				List.of());
		explained.initCause(failure);
		return explained;
	}

	private boolean isUnfit(SQLException failure, Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("select 1" + this.unfit);
				ResultSet found = statement.executeQuery()) {
			return found.next();
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
			throw failure;
		}
	}

	private void complete(RevtrailRevision revision, List<EntryRow> rows, int first) {
		OrganizationTree tree = this.organizations.get();
		int number = first;
		for (EntryRow row : rows) {
			row.revision = Objects.requireNonNull(revision.getId());
			row.id = EntryIds.id(row.revision, number++);
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
		statement.setString(parameter++, row.outcome);
		statement.setObject(parameter++, row.previousRevision, Types.BIGINT);
		statement.setString(parameter++, row.patient);
		statement.setString(parameter++, row.actor);
		statement.setString(parameter++, row.changed);
		statement.setString(parameter++, row.data);
		statement.setObject(parameter++, row.keepsCollections, Types.BOOLEAN);
		return parameter;
	}

}
