package dev.revtrail.envers.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.revtrail.BulkMode;
import dev.revtrail.envers.AuditTablesMode;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.SchemaExport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.StringUtils;

/**
 * Settings of capture and history.
 *
 * @param enabled whether anything of the library is at work
 * @param entityManagerFactory the bean name of the entity manager factory whose entities
 * are tracked; by default the only or primary one
 * @param revisionEntity the class name of the host's own revision entity, which extends
 * {@link RevtrailRevision}; by default the library's own
 * @param queryTimeout how long a read of the change log may take, in whole seconds; zero
 * for any time
 * @param startupCheck whether start-up writes an entry, rolls it back and fails where
 * that is impossible
 * @param auditInherited whether the attributes that audited entities inherit from mapped
 * superclasses are audited although the superclass is not annotated; if not, Envers' own
 * rule holds
 * @param maxKeptLength the longest old value that an entry keeps, in characters; longer
 * ones are read from the audit row before
 * @param shutdownTimeout how long the end of the application waits for the HTTP statuses
 * and events that are left to be written
 * @param mask the attributes to mask as {@code @Masked} does, such as {@code password},
 * {@code User.pin} or {@code *secret*}
 * @param typeAliases other names by which callers may filter by record types, such as
 * {@code revtrail.type-aliases.PATIENT=USER}
 * @param schema what to do about tables
 * @param bulk what to do about bulk statements that change tracked records without an
 * entry
 * @param events what to do about events that change no record
 * @param feed how the log is followed
 * @param baseline whose baseline is taken at start-up
 * @param reconciliation when records are compared with the log
 */
@ConfigurationProperties("revtrail")
public record RevtrailProperties(@DefaultValue("true") boolean enabled, @Nullable String entityManagerFactory,
		@Nullable String revisionEntity, @DefaultValue("10s") Duration queryTimeout,
		@DefaultValue("true") boolean startupCheck, @DefaultValue("true") boolean auditInherited,
		@DefaultValue("2000") int maxKeptLength, @DefaultValue("20s") Duration shutdownTimeout,
		@DefaultValue List<String> mask, @DefaultValue Map<String, String> typeAliases, @DefaultValue Schema schema,
		@DefaultValue Bulk bulk, @DefaultValue Events events, @DefaultValue Feed feed, @DefaultValue Baseline baseline,
		@DefaultValue Reconciliation reconciliation) {

	/** How many records a run may look at in one transaction. */
	private static final int LARGEST_BATCH = 1000;

	public RevtrailProperties {
		entityManagerFactory = StringUtils.hasText(entityManagerFactory) ? entityManagerFactory : null;
		revisionEntity = StringUtils.hasText(revisionEntity) ? revisionEntity : null;
		if (maxKeptLength < 0) {
			throw new IllegalArgumentException(
					"revtrail.max-kept-length takes a number of characters from 0 on, not " + maxKeptLength + ".");
		}
		if (shutdownTimeout.isNegative()) {
			throw new IllegalArgumentException(
					"revtrail.shutdown-timeout takes a duration such as 20s, not " + shutdownTimeout + ".");
		}
		if (queryTimeout.isNegative()) {
			throw new IllegalArgumentException(
					"revtrail.query-timeout takes a duration such as 10s, not " + queryTimeout + ".");
		}
	}

	/**
	 * What to do about tables.
	 *
	 * @param initialize when the library makes its own tables at start-up: only in
	 * embedded databases, always or never
	 * @param auditTables what to do where tables or indexes of the audit trail are
	 * missing at start-up
	 * @param platform the name of the script to use; by default the database's
	 * @param export what kind of migration the DDL is written as that is missing at
	 * start-up; by default it is only printed. Where Hibernate makes the tables, nothing
	 * is missing
	 * @param exportDirectory the folder of these migrations; by default that of the
	 * host's migrations in {@code src/main/resources}, and for plain scripts the working
	 * directory
	 */
	public record Schema(@DefaultValue("embedded") DatabaseInitializationMode initialize,
			@DefaultValue("auto") AuditTablesMode auditTables, @Nullable String platform, @Nullable SchemaExport export,
			@Nullable Path exportDirectory) {

		public Schema {
			platform = StringUtils.hasText(platform) ? platform : null;
		}

	}

	/**
	 * What to do about bulk statements that change tracked records without an entry: JPQL
	 * and criteria updates, deletes and inserts, native SQL, plain JDBC.
	 *
	 * @param mode fail, record, warn or allow; {@code @Tracked(bulk = …)} outranks it
	 * @param recordTypes the mode for single record types, by their names, such as
	 * {@code revtrail.bulk.record-types.BILLING_ITEM=allow}; outranks the annotation
	 * @param jdbc whether the data source of the tracked factory is watched too, so that
	 * statements of {@code JdbcTemplate} and plain JDBC are found
	 */
	public record Bulk(@DefaultValue("warn") BulkMode mode, @DefaultValue Map<String, BulkMode> recordTypes,
			@DefaultValue("true") boolean jdbc) {

	}

	/**
	 * How the log is followed.
	 *
	 * @param gapTime how long readers who go forward wait for a revision whose number is
	 * handed out while no transaction has its row; it then counts as rolled back
	 * @param attempts how often a follower may fail to take the same entries before it is
	 * parked
	 */
	public record Feed(@DefaultValue("5s") Duration gapTime, @DefaultValue("10") int attempts) {

		public Feed {
			if (gapTime.compareTo(Duration.ofSeconds(1)) < 0) {
				throw new IllegalArgumentException(
						"revtrail.feed.gap-time takes a duration from 1s on, not " + gapTime + ".");
			}
			if (attempts < 1) {
				throw new IllegalArgumentException(
						"revtrail.feed.attempts takes a number from 1 on, not " + attempts + ".");
			}
		}

	}

	private static void checkRuns(String prefix, int batchSize, Duration lease) {
		if (batchSize < 1 || batchSize > LARGEST_BATCH) {
			throw new IllegalArgumentException(
					prefix + ".batch-size takes a number from 1 to 1000, not " + batchSize + ".");
		}
		if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new IllegalArgumentException(prefix + ".lease takes a duration from 1s on, not " + lease + ".");
		}
	}

	/**
	 * Whose baseline is taken at start-up: the state of records that are older than the
	 * library.
	 *
	 * @param recordTypes the names of the record types, or {@code all}; by default none
	 * @param batchSize how many records get an audit row in one transaction
	 * @param lease how long a node may give no sign of life before another one goes on
	 * with its runs
	 */
	public record Baseline(@DefaultValue List<String> recordTypes, @DefaultValue("500") int batchSize,
			@DefaultValue("30s") Duration lease) {

		public Baseline {
			checkRuns("revtrail.baseline", batchSize, lease);
		}

	}

	/**
	 * When records are compared with their last states in the log.
	 *
	 * @param schedule a cron expression of Spring's that says when all record types are
	 * compared; by default never
	 * @param batchSize how many records are compared in one transaction
	 * @param lease how long a node may give no sign of life before another one goes on
	 * with its runs
	 */
	public record Reconciliation(@Nullable String schedule, @DefaultValue("500") int batchSize,
			@DefaultValue("30s") Duration lease) {

		public Reconciliation {
			schedule = StringUtils.hasText(schedule) ? schedule : null;
			if (schedule != null && !CronExpression.isValidExpression(schedule)) {
				throw new IllegalArgumentException("revtrail.reconciliation.schedule takes a cron expression of "
						+ "Spring's with six fields, such as '0 0 4 * * *', not '" + schedule + "'.");
			}
			checkRuns("revtrail.reconciliation", batchSize, lease);
		}

	}

	/**
	 * What happens where an event cannot be written.
	 */
	public enum OnFailure {

		/** The work that the event is about fails: a protected record is not shown. */
		FAIL,

		/**
		 * The work goes on, and the event is written in the background once the database
		 * takes it.
		 */
		CONTINUE

	}

	/**
	 * What to do about events that change no record.
	 *
	 * @param onFailure what happens where an event cannot be written, by the names of
	 * event types: {@code VIEW}, {@code PRINT}, {@code EXPORT}, {@code DOWNLOAD} and
	 * {@code EMERGENCY_ACCESS} fail by default, all others go on
	 * @param failClosed replaced by {@code onFailure}; setting it stops the start-up
	 * @param dataSource the bean name of a data source that events which stand alone are
	 * written through, at once and also within a transaction; by default they wait for
	 * the end of the current transaction
	 * @param timeout how long a caller waits for the writing of such an event: for a
	 * connection, and then for each answer of the database
	 */
	public record Events(@DefaultValue Map<String, OnFailure> onFailure, @Nullable List<String> failClosed,
			@Nullable String dataSource, @DefaultValue("1s") Duration timeout) {

		/** The types that fail where a host says nothing else. */
		private static final Set<String> FAIL = Set.of("VIEW", "PRINT", "EXPORT", "DOWNLOAD", "EMERGENCY_ACCESS");

		public Events {
			if (failClosed != null) {
				throw new IllegalArgumentException("revtrail.events.fail-closed is no longer supported; set "
						+ "revtrail.events.on-failure.<event type>=fail or continue, such as "
						+ "revtrail.events.on-failure.view=continue.");
			}
			Map<String, OnFailure> byType = new TreeMap<>();
			FAIL.forEach((type) -> byType.put(type, OnFailure.FAIL));
			onFailure.forEach((type, policy) -> byType
				.put(type.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_'), policy));
			onFailure = Map.copyOf(byType);
			dataSource = StringUtils.hasText(dataSource) ? dataSource : null;
			if (timeout.toMillis() < 1) {
				throw new IllegalArgumentException(
						"revtrail.events.timeout takes a duration from 1ms on, not " + timeout + ".");
			}
		}

	}

}
