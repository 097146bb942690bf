package dev.revtrail.envers.boot;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.revtrail.Diagnostics;
import dev.revtrail.OrganizationTree;
import dev.revtrail.RecordTypes;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.model.TrackingProblems;
import dev.revtrail.envers.bulk.AuditCopies;
import dev.revtrail.envers.bulk.BulkDeletionRows;
import dev.revtrail.envers.bulk.BulkRecorder;
import dev.revtrail.envers.bulk.BulkUpdateRows;
import dev.revtrail.envers.bulk.TrackedBulkChanges;
import dev.revtrail.envers.bulk.detect.BulkDetector;
import dev.revtrail.envers.bulk.detect.BulkRules;
import dev.revtrail.envers.bulk.detect.TrackedTables;
import dev.revtrail.envers.bulk.detect.WatchedDataSource;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.capture.CaptureListeners;
import dev.revtrail.envers.capture.EntryWriter;
import dev.revtrail.envers.capture.EnversStates;
import dev.revtrail.envers.capture.KeptValues;
import dev.revtrail.envers.capture.OnDeleteCascades;
import dev.revtrail.envers.index.EntryInsert;
import dev.revtrail.envers.index.LogObservations;
import dev.revtrail.envers.index.Spellings;
import dev.revtrail.envers.model.ColumnStarts;
import dev.revtrail.envers.model.Databases;
import dev.revtrail.envers.model.InheritedAudit;
import dev.revtrail.envers.model.MaskRules;
import dev.revtrail.envers.model.OnDeleteRule;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.model.TrackedModel;
import dev.revtrail.envers.model.TrackedModelBuilder;
import dev.revtrail.envers.schema.AuditColumnLog;
import dev.revtrail.envers.schema.AuditSchema;
import dev.revtrail.envers.schema.MigrationFiles;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.jspecify.annotations.Nullable;

/**
 * The library's part in one session factory: how it is configured and, once the factory
 * has been built, its capture. The settings of the factory hold it.
 */
final class Tracking {

	/** The setting that hands it to its session factory. */
	static final String SETTING = "dev.revtrail.envers.tracking";

	static final String NOT_TRACKED = "No entity manager factory is tracked: there is none, there are several and none "
			+ "of them is primary (set revtrail.entity-manager-factory to the bean name of one), or Envers is switched "
			+ "off in it.";

	private final RevtrailProperties properties;

	private final Supplier<ChangeContext> context;

	private final Supplier<Clock> clock;

	private final Supplier<OrganizationTree> organizations;

	private final LogObservations observations;

	private final @Nullable MigrationFiles export;

	private final BulkRules bulkRules;

	private final BulkDetector bulkDetector;

	private final BulkRecorder bulkRecorder;

	private @Nullable RecordTypes recordTypes;

	private @Nullable Capture capture;

	private @Nullable Diagnostics diagnostics;

	private @Nullable TrackedBulkChanges bulkChanges;

	Tracking(RevtrailProperties properties, BulkDetector bulkDetector, Supplier<ChangeContext> context,
			Supplier<Clock> clock, Supplier<OrganizationTree> organizations, LogObservations observations,
			@Nullable MigrationFiles export) {
		this.export = export;
		this.properties = properties;
		this.context = context;
		this.clock = clock;
		this.organizations = organizations;
		this.observations = observations;
		this.bulkRules = new BulkRules(properties.bulk().mode(), properties.bulk().recordTypes());
		this.bulkDetector = bulkDetector;
		this.bulkRecorder = new BulkRecorder(bulkDetector);
	}

	RevtrailProperties properties() {
		return this.properties;
	}

	/** Where DDL is written that is missing; null where it is not. */
	@Nullable MigrationFiles export() {
		return this.export;
	}

	LogObservations observations() {
		return this.observations;
	}

	BulkRules bulkRules() {
		return this.bulkRules;
	}

	BulkDetector bulkDetector() {
		return this.bulkDetector;
	}

	BulkRecorder bulkRecorder() {
		return this.bulkRecorder;
	}

	/**
	 * Reads the tracked entities of a session factory that knows its mappings.
	 * @param sessionFactory the session factory
	 * @param envers its Envers service
	 * @param inherited what the service audits beyond Envers' own rule
	 * @param schema the audit tables
	 * @return the tracked session factory
	 */
	TrackedFactory read(SessionFactoryImplementor sessionFactory, EnversService envers, InheritedAudit inherited,
			AuditSchema schema) {
		TrackingProblems problems = new TrackingProblems();
		MaskRules masks = new MaskRules(this.properties.mask());
		TrackedModel model = new TrackedModelBuilder(sessionFactory, envers, masks, problems).build();
		masks.check(problems);
		this.bulkRules.check(model, problems);
		this.recordTypes = AliasedTypes.of(model, this.properties.typeAliases(), problems);
		problems.requireNone();
		ColumnStarts columnStarts = schema.hasAuditColumns()
				? new AuditColumnLog(sessionFactory, envers, model, inherited).update() : ColumnStarts.NONE;
		return new TrackedFactory(sessionFactory, envers, model, columnStarts);
	}

	/**
	 * Starts the capture, before the first session.
	 * @param factory the tracked session factory
	 * @param rules the foreign keys by which the database changes records
	 */
	void start(TrackedFactory factory, List<OnDeleteRule> rules) {
		SessionFactoryImplementor sessionFactory = factory.sessionFactory();
		EntryInsert insert = new EntryInsert(sessionFactory, this.organizations, new Spellings(factory));
		EntryWriter writer = new EntryWriter(factory.model(), factory.configuration(), insert,
				new KeptValues(this.properties.maxKeptLength()));
		AuditCopies copies = new AuditCopies(factory.envers());
		Capture started = new Capture(factory, insert, writer,
				List.of(new BulkUpdateRows(factory.model(), copies), new BulkDeletionRows(factory.envers(), copies)),
				this.context, this.clock, this.observations);
		EnversStates enversStates = new EnversStates(started);
		OnDeleteCascades cascades = new OnDeleteCascades(started, enversStates, rules);
		TrackedBulkChanges statements = new TrackedBulkChanges(started, cascades, copies, this.bulkDetector);
		this.capture = started;
		this.bulkChanges = statements;
		TrackedTables tables = new TrackedTables(sessionFactory, factory.model(), this.bulkRules);
		this.bulkDetector.start(tables,
				Databases.of(sessionFactory.getJdbcServices().getDialect()).escapesByBackslash());
		this.bulkRecorder.start(statements, sessionFactory.getMappingMetamodel(), tables);
		WatchedDataSource.watch(dataSource(sessionFactory));
		new CaptureListeners(started, enversStates, cascades).register();
	}

	private static @Nullable Object dataSource(SessionFactoryImplementor sessionFactory) {
		ConnectionProvider connections = sessionFactory.getServiceRegistry().getService(ConnectionProvider.class);
		return (connections != null && connections.isUnwrappableAs(DataSource.class))
				? connections.unwrap(DataSource.class) : null;
	}

	void setDiagnostics(Diagnostics diagnostics) {
		this.diagnostics = diagnostics;
	}

	/** What is to be said of the session factory, which has been built. */
	Diagnostics diagnostics() {
		return Objects.requireNonNull(this.diagnostics, NOT_TRACKED);
	}

	/** The record types of the session factory, with their aliases. */
	RecordTypes recordTypes() {
		return Objects.requireNonNull(this.recordTypes, NOT_TRACKED);
	}

	/** The capture of the session factory, which has been built. */
	Capture capture() {
		return Objects.requireNonNull(this.capture, NOT_TRACKED);
	}

	/** Bulk statements on the session factory, which has been built. */
	TrackedBulkChanges bulkChanges() {
		return Objects.requireNonNull(this.bulkChanges, NOT_TRACKED);
	}

}
