package dev.revtrail.envers.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.revtrail.envers.model.SqlFailures;

import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * A numbered change of the library's tables, from its script. The last statement of each
 * records the new version.
 * <p>
 * A migration that was interrupted is applied again from its first statement, as some
 * databases commit each change of a table at once. So a statement whose effect is there
 * already counts as applied.
 *
 * @param version the version of the tables after it
 * @param statements its statements
 */
record Migration(int version, List<String> statements) {

	private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");

	/** A semicolon inside a line is part of a statement. */
	private static final Pattern END = Pattern.compile("(?m);\\s*$");

	/**
	 * Reads a migration's script.
	 * @param platform the database
	 * @param version the migration's number
	 * @return the migration
	 */
	static Migration read(SchemaPlatform platform, int version) {
		return read(platform.script(version), version);
	}

	static Migration read(Resource script, int version) {
		try {
			String text = COMMENT.matcher(script.getContentAsString(StandardCharsets.UTF_8)).replaceAll("");
			return new Migration(version,
					END.splitAsStream(text).map(String::strip).filter(StringUtils::hasText).toList());
		}
		catch (IOException ex) {
			throw new IllegalStateException("Revtrail's migration " + script.getDescription() + " cannot be read.", ex);
		}
	}

	Migration without(Predicate<String> statement) {
		return new Migration(this.version, this.statements.stream().filter(statement.negate()).toList());
	}

	Migration rewritten(UnaryOperator<String> statement) {
		return new Migration(this.version, this.statements.stream().map(statement).toList());
	}

	/** A pool may give out connections that do not commit by themselves. */
	static void commit(Connection connection) throws SQLException {
		if (!connection.getAutoCommit()) {
			connection.commit();
		}
	}

	void apply(Connection connection) throws SQLException {
		try {
			execute(connection);
		}
		catch (SQLException ex) {
			if (!connection.getAutoCommit()) {
				// Some databases accept no other statement before
				connection.rollback();
			}
			throw ex;
		}
		commit(connection);
	}

	/** Another node may be making the same table, which PostgreSQL sees at the end. */
	private static boolean isApplied(String sql, SQLException failure) {
		return SqlFailures.isAlreadyThere(failure)
				|| (sql.startsWith("create ") && SqlFailures.isConstraintViolation(failure));
	}

	private void execute(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (String sql : this.statements) {
				try {
					statement.execute(sql);
				}
				catch (SQLException ex) {
					if (!isApplied(sql, ex)) {
						throw ex;
					}
				}
			}
		}
	}

}
