package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.envers.AuditTablesMode;
import dev.revtrail.envers.LibraryTable;
import dev.revtrail.envers.MissingAuditTablesException;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.model.InheritedAudit;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.TargetType;
import org.hibernate.tool.schema.internal.ExceptionHandlerLoggedImpl;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;
import org.hibernate.tool.schema.spi.ScriptTargetOutput;
import org.hibernate.tool.schema.spi.TargetDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The tables that the audit trail needs in the host's database, and what of them is
 * missing there. The DDL of the library's tables is that of its scripts, all other is
 * Hibernate's own, for the host's dialect and naming.
 */
public final class AuditSchema {

	/**
	 * What is missing is added; a column of another type or length is the host's choice.
	 */
	private static final Pattern WANTED = Pattern
		.compile("(?is)\\s*(create (\\w+ )*(table|index)\\b|alter table\\b.*?\\sadd\\s).*");

	private static final Pattern FOREIGN_KEY = Pattern.compile("(?is).*\\bforeign key\\b.*");

	private static final Pattern COLUMN = Pattern
		.compile("(?is)\\s*alter table (?:if exists )?(\\S+) add (?:column )?(?:if not exists )?(\\S+)\\s.*");

	private static final Pattern UNIQUE = Pattern
		.compile("(?is)\\s*alter table (?:if exists )?(\\S+)\\s+add constraint \\S+ unique\\b.*");

	private final Metadata metadata;

	private final SessionFactoryImplementor sessionFactory;

	private final EnversService envers;

	private final InheritedAudit inherited;

	private final Map<String, Object> settings;

	private final AuditIndexes indexes;

	private final SchemaNames libraryNames;

	private final LibraryColumns libraryColumns;

	private final RevisionNumbers revisionNumbers;

	private final @Nullable String platform;

	private final @Nullable MigrationFiles export;

	public AuditSchema(Metadata metadata, SessionFactoryImplementor sessionFactory, EnversService envers,
			InheritedAudit inherited, @Nullable String platform, @Nullable MigrationFiles export) {
		this.metadata = metadata;
		this.sessionFactory = sessionFactory;
		this.envers = envers;
		this.inherited = inherited;
		this.settings = sessionFactory.getServiceRegistry().requireService(ConfigurationService.class).getSettings();
		this.indexes = new AuditIndexes(metadata, envers);
		this.libraryNames = SchemaNames.ofMapping(metadata, sessionFactory.getSqlStringGenerationContext(),
				sessionFactory.getJdbcServices().getDialect());
		this.libraryColumns = new LibraryColumns(metadata, sessionFactory.getSqlStringGenerationContext());
		this.revisionNumbers = new RevisionNumbers(metadata, sessionFactory.getSqlStringGenerationContext());
		this.platform = platform;
		this.export = export;
	}

	/** Has the schema made, or checks it, before Hibernate itself looks at it. */
	public void prepare(AuditTablesMode mode) {
		if (mode == AuditTablesMode.IGNORE) {
			return;
		}
		try (var session = new Connected()) {
			LibrarySchema library = library(session.connection);
			if (isMadeByHibernate()) {
				if (isUpdatedByHibernate()) {
					this.indexes.addMissingToMapping(session.connection,
							this.sessionFactory.getSqlStringGenerationContext());
				}
				else {
					this.indexes.addToMapping();
				}
				if (library.version(session.connection) > 0) {
					library.migrate(session.connection);
				}
				return;
			}
			List<String> missing = missing(session.connection, library);
			if (missing.isEmpty()) {
				return;
			}
			boolean create = mode == AuditTablesMode.CREATE
					|| (mode == AuditTablesMode.AUTO && isEmbedded(session.connection));
			if (!create || this.export != null) {
				throw new MissingAuditTablesException(missing,
						new InheritedDdl(this.metadata, this.envers, this.inherited).isAmong(missing),
						(this.export != null) ? this.export.write(missing, platform(session.connection).name()) : null);
			}
			try (var statement = session.connection.createStatement()) {
				for (String command : missing) {
					statement.execute(command);
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The audit tables could not be looked at or made.", ex);
		}
	}

	/**
	 * Checks that the library's tables fit this code, once they are there.
	 */
	public void check(AuditTablesMode mode) {
		if (mode == AuditTablesMode.IGNORE) {
			return;
		}
		try (var session = new Connected()) {
			LibrarySchema library = library(session.connection);
			if (isMadeByHibernate()) {
				library.recordIfNew(session.connection);
			}
			library.require(session.connection);
			this.libraryColumns.require(session.connection);
			this.revisionNumbers.require(session.connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Revtrail's tables could not be inspected.", ex);
		}
	}

	/** Returns whether it can be recorded which columns audit tables have. */
	public boolean hasAuditColumns() {
		try (var session = new Connected()) {
			return this.libraryNames.exists(session.connection, "revtrail_audit_column");
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Revtrail's tables could not be inspected.", ex);
		}
	}

	/** Returns the name and the version of the database. */
	public String database() throws SQLException {
		try (var session = new Connected()) {
			DatabaseMetaData database = session.connection.getMetaData();
			return database.getDatabaseProductName() + " " + database.getDatabaseProductVersion();
		}
	}

	/** Returns the statements that add indexes which the database lacks. */
	public List<String> missingIndexes() throws SQLException {
		try (var session = new Connected()) {
			return missingIndexes(session.connection);
		}
	}

	private List<String> missingIndexes(Connection connection) throws SQLException {
		SqlStringGenerationContext context = this.sessionFactory.getSqlStringGenerationContext();
		var exporter = this.sessionFactory.getJdbcServices().getDialect().getIndexExporter();
		List<String> commands = new ArrayList<>();
		for (var index : this.indexes.missing(connection, context)) {
			commands.addAll(Arrays.asList(exporter.getSqlCreateStrings(index, this.metadata, context)));
		}
		return commands;
	}

	private SchemaPlatform platform(Connection connection) throws SQLException {
		return (this.platform != null) ? SchemaPlatform.named(this.platform) : SchemaPlatform.of(connection);
	}

	private LibrarySchema library(Connection connection) throws SQLException {
		SchemaPlatform database = platform(connection);
		return new LibrarySchema(this.libraryNames, (version) -> Migration.read(database, version));
	}

	private List<String> missing(Connection connection, LibrarySchema library) throws SQLException {
		int version = library.version(connection);
		boolean outdated = version < LibrarySchema.VERSION;
		List<String> commands = new ArrayList<>(outdated ? library.statementsAfter(version) : List.of());
		boolean revisionScripted = version == 0 && this.libraryNames.hasRevision()
				&& !this.libraryNames.exists(connection, "revtrail_revision");
		SqlStringGenerationContext context = this.sessionFactory.getSqlStringGenerationContext();
		new AuditColumnTypes(this.metadata, context).fit(connection, this.indexes.auditTables());
		Set<String> scripted = commands.stream().map(AuditSchema::addedColumn).collect(Collectors.toSet());
		missingTables(!outdated, !revisionScripted).stream()
			.filter((command) -> addedColumn(command).isEmpty() || !scripted.contains(addedColumn(command)))
			.forEach(commands::add);
		commands.addAll(missingIndexes(connection));
		return commands;
	}

	private Collection<String> missingTables(boolean withLibraryTables, boolean withRevision) {
		Set<Table> tables = new LinkedHashSet<>(this.indexes.auditTables().keySet());
		this.metadata.getEntityBindings()
			.stream()
			.filter(PersistentClass::hasPojoRepresentation)
			.filter((binding) -> RevtrailRevision.class.isAssignableFrom(binding.getMappedClass()) ? withRevision
					: withLibraryTables && binding.getMappedClass().isAnnotationPresent(LibraryTable.class))
			.forEach((binding) -> tables.add(binding.getTable()));
		SchemaManagementTool tool = this.sessionFactory.getServiceRegistry().requireService(SchemaManagementTool.class);
		CollectedDdl ddl = new CollectedDdl();
		tool.getSchemaMigrator(this.settings)
			.doMigration(this.metadata, SchemaManagementToolCoordinator.buildExecutionOptions(this.settings,
					ExceptionHandlerLoggedImpl.INSTANCE), tables::contains, ddl);
		List<String> missing = ddl.commands.stream()
			.filter((command) -> WANTED.matcher(command).matches() && !FOREIGN_KEY.matcher(command).matches())
			.toList();
		return missing.stream().filter((command) -> !isThere(command, missing)).toList();
	}

	/**
	 * The table and the column that a command adds, in one spelling: scripts add columns
	 * to the table of revisions, which Hibernate finds missing, too. Empty for other
	 * commands.
	 */
	private static String addedColumn(String command) {
		Matcher column = COLUMN.matcher(command);
		return column.matches() ? (column.group(1) + " " + column.group(2)).replaceAll("[\"`]|\\w+[\"`]?\\.", "")
			.toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * Returns whether a command adds a unique constraint to an existing table. Hibernate
	 * repeats such commands each time, under any name.
	 */
	private static boolean isThere(String command, List<String> missing) {
		Matcher unique = UNIQUE.matcher(command);
		if (!unique.matches()) {
			return false;
		}
		Pattern created = Pattern.compile("(?is)\\s*create (\\w+ )*table " + Pattern.quote(unique.group(1)) + "\\s.*");
		return missing.stream().noneMatch((other) -> created.matcher(other).matches());
	}

	private boolean isMadeByHibernate() {
		return isUpdatedByHibernate() || schemaActions()
			.anyMatch((action) -> action.startsWith("create") || action.startsWith("drop-and-create"));
	}

	private boolean isUpdatedByHibernate() {
		return schemaActions().anyMatch((action) -> action.startsWith("update"));
	}

	private Stream<String> schemaActions() {
		return Stream.of("hibernate.hbm2ddl.auto", "jakarta.persistence.schema-generation.database.action")
			.map((name) -> String.valueOf(this.settings.get(name)));
	}

	/** Returns whether the database is in memory, and so created again at each start. */
	private static boolean isEmbedded(Connection connection) throws SQLException {
		return connection.getMetaData().getURL().contains(":mem");
	}

	/**
	 * A connection of the session factory in the making.
	 */
	private final class Connected implements AutoCloseable {

		private final Connection connection;

		Connected() throws SQLException {
			this.connection = access().obtainConnection();
		}

		@Override
		public void close() throws SQLException {
			access().releaseConnection(this.connection);
		}

		private JdbcConnectionAccess access() {
			return AuditSchema.this.sessionFactory.getJdbcServices().getBootstrapJdbcConnectionAccess();
		}

	}

	/**
	 * Collects the commands that would bring the database up to date.
	 */
	private static final class CollectedDdl implements TargetDescriptor, ScriptTargetOutput {

		private final List<String> commands = new ArrayList<>();

		@Override
		public EnumSet<TargetType> getTargetTypes() {
			return EnumSet.of(TargetType.SCRIPT);
		}

		@Override
		public @Nullable ScriptTargetOutput getScriptTargetOutput() {
			return this;
		}

		@Override
		public void prepare() {
			this.commands.clear();
		}

		@Override
		public void accept(String command) {
			this.commands.add(command.replaceAll(";\\s*$", ""));
		}

		@Override
		public void release() {
			// Nothing is held
		}

	}

}
