package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.UnsuitableTablesException;
import dev.revtrail.envers.model.DatabaseSupport;
import dev.revtrail.envers.model.Databases;
import dev.revtrail.envers.model.RevisionSequence;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.PersistentClass;
import org.jspecify.annotations.Nullable;

/**
 * Where the numbers of revisions come from. Where a connection takes several at once, it
 * writes revisions below those that readers have seen.
 */
final class RevisionNumbers {

	private final Metadata metadata;

	private final SqlStringGenerationContext context;

	RevisionNumbers(Metadata metadata, SqlStringGenerationContext context) {
		this.metadata = metadata;
		this.context = context;
	}

	/**
	 * Checks the sequence of the numbers, where the database has sequences that
	 * connections cache.
	 * @param connection a connection to the database
	 * @throws UnsuitableTablesException where the order of revisions would not be that of
	 * their numbers
	 */
	void require(Connection connection) throws SQLException {
		Dialect dialect = this.metadata.getDatabase().getDialect();
		DatabaseSupport database = Databases.of(dialect);
		if (database.showsUncommitted()) {
			return;
		}
		for (PersistentClass binding : this.metadata.getEntityBindings()) {
			if (binding.hasPojoRepresentation() && RevtrailRevision.class.isAssignableFrom(binding.getMappedClass())) {
				String table = this.context.format(binding.getTable().getQualifiedTableName());
				String column = binding.getIdentifier().getColumns().get(0).getQuotedName(dialect);
				require(database.revisionSequence(connection, table, column), table, column,
						connection.getMetaData().getUserName());
			}
		}
	}

	private static void require(@Nullable RevisionSequence sequence, String table, String column, String account) {
		if (sequence == null) {
			throw new UnsuitableTablesException(
					List.of("%s.%s has no sequence of its own, and must be an identity ".formatted(table, column)
							+ "column, or own the sequence that it takes its values from"),
					List.of());
		}
		if (sequence.cache() > 1) {
			throw new UnsuitableTablesException(
					List.of("%s.%s takes its values from %s, of which each connection caches %d, and must cache 1"
						.formatted(table, column, sequence.name(), sequence.cache())),
					List.of("alter sequence " + sequence.name() + " cache 1"));
		}
		if (!sequence.readable()) {
			throw new UnsuitableTablesException(
					List.of("%s.%s takes its values from %s, which the account %s may not read".formatted(table, column,
							sequence.name(), account)),
					List.of("grant usage on sequence " + sequence.name() + " to \"" + account + "\""));
		}
	}

}
