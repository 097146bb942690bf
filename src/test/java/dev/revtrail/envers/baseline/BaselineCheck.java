package dev.revtrail.envers.baseline;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.baseline.Baseline;
import dev.revtrail.baseline.BaselineStatus;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.ShortenedId;
import dev.revtrail.envers.model.SideSession;
import dev.revtrail.envers.model.StoredRecord;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.reconciliation.Reconciliation;
import dev.revtrail.reconciliation.ReconciliationReport;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When all tests of a class have been executed, forgets all entries and audit rows, takes
 * the baseline of all that the tests have left, and compares what the history has of each
 * record with what the database holds.
 */
public final class BaselineCheck implements AfterAllCallback {

	private static final int MOST = 1000;

	@Override
	public void afterAll(ExtensionContext context) {
		ApplicationContext application = SpringExtension.getApplicationContext(context);
		Capture capture = application.getBean(Capture.class);
		TrackedPersistence persistence = application.getBean(TrackedPersistence.class);
		persistence.newTransaction()
			.executeWithoutResult((status) -> forget(persistence.entityManager(), capture.factory().sessionFactory()));

		Baseline baseline = application.getBean(Baseline.class);
		Set<String> types = new TreeSet<>();
		capture.model().entities().forEach((entity) -> types.add(entity.recordType()));
		Map<String, Long> records = new TreeMap<>();
		for (String type : types) {
			BaselineStatus status = baseline.run(type);
			assertThat(status.state()).as(type).isEqualTo(BaselineStatus.State.DONE);
			assertThat(status.written()).as("records of %s with a baseline", type).isEqualTo(status.total());
			records.put(type, status.total());
		}
		Reconciliation reconciliation = application.getBean(Reconciliation.class);
		for (String type : types) {
			ReconciliationReport report = reconciliation.run(type);
			assertThat(report.first()).as("discrepancies of %s", type).isEmpty();
			assertThat(report.compared() + report.uncompared()).isEqualTo(records.get(type));
		}
		RecordHistory history = application.getBean(RecordHistory.class);
		List<String> differences = Objects.requireNonNull(persistence.newTransaction()
			.execute((status) -> differences(persistence.entityManager(), capture, history)));
		System.out.println("baselines of " + records);
		assertThat(differences).as("states that are not those of the database").isEmpty();
	}

	/**
	 * Does the same at once, in a transaction that is rolled back.
	 * @param application the application
	 */
	public static void rehearse(ApplicationContext application) {
		Capture capture = application.getBean(Capture.class);
		TrackedPersistence persistence = application.getBean(TrackedPersistence.class);
		List<String> differences = Objects.requireNonNull(persistence.newTransaction().execute((status) -> {
			status.setRollbackOnly();
			EntityManager entityManager = persistence.entityManager();
			forget(entityManager, capture.factory().sessionFactory());
			RevtrailRevision revision = (RevtrailRevision) capture.envers()
				.getConfig()
				.getRevisionInfo()
				.getRevisionInfoGenerator()
				.generate();
			revision.attribute(BaselineBatch.ORIGIN);
			entityManager.persist(revision);
			for (TrackedEntity entity : capture.model().entities()) {
				if (!entity.persister().isAbstract()) {
					write(entityManager.unwrap(SharedSessionContractImplementor.class), capture, entity, revision);
				}
			}
			return differences(entityManager, capture, application.getBean(RecordHistory.class));
		}));
		assertThat(differences).as("states that are not those of the database").isEmpty();
	}

	private static void write(SharedSessionContractImplementor session, Capture capture, TrackedEntity entity,
			RevtrailRevision revision) {
		OlderRecords older = new OlderRecords(entity, capture.factory().configuration());
		List<Object> ids = older.scan().after(session, null, MOST);
		if (!ids.isEmpty()) {
			assertThat(new BaselineRows(capture, entity, older).write(session, ids, revision)).isEqualTo(ids.size());
		}
	}

	private static void forget(EntityManager entityManager, SessionFactoryImplementor factory) {
		Set<String> tables = new TreeSet<>();
		factory.getMappingMetamodel().forEachEntityDescriptor((entity) -> {
			if (entity.getMappedClass() == null || Map.class.isAssignableFrom(entity.getMappedClass())) {
				tables.addAll(List.of(((AbstractEntityPersister) entity).getConstraintOrderedTableNameClosure()));
			}
		});
		tables.addAll(List.of("revtrail_entry", "revtrail_purged_collections"));
		entityManager.unwrap(Session.class).doWork((connection) -> {
			// Some refer to others
			for (int round = tables.size(); !tables.isEmpty() && round > 0; round--) {
				tables.removeIf((table) -> isEmptied(connection, table));
			}
		});
		assertThat(tables).as("tables that cannot be emptied").isEmpty();
	}

	private static boolean isEmptied(Connection connection, String table) {
		try (Statement statement = connection.createStatement()) {
			Savepoint before = connection.setSavepoint();
			try {
				statement.executeUpdate("delete from " + table);
				return true;
			}
			catch (SQLException ex) {
				connection.rollback(before);
				return false;
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The table " + table + " cannot be emptied.", ex);
		}
	}

	private static List<String> differences(EntityManager entityManager, Capture capture, RecordHistory history) {
		SharedSessionContractImplementor session = entityManager.unwrap(SharedSessionContractImplementor.class);
		List<String> differences = new ArrayList<>();
		for (TrackedEntity entity : capture.model().entities()) {
			if (entity.persister().isAbstract()) {
				continue;
			}
			OlderRecords older = new OlderRecords(entity, capture.factory().configuration());
			List<Object> ids = SideSession.in(session,
					(side) -> side
						.createSelectionQuery("select id(e) from " + entity.entityName() + " e where "
								+ older.scan().ofTheClass("1 = 1"), Object.class)
						.getResultList());
			assertThat(older.withoutRows(session, ids)).as("%s without a baseline", entity.entityName()).isEmpty();
			ids.stream()
				.filter((id) -> !ShortenedId.isShortened(older.scan().recordId(id, session)))
				.forEach(
						(id) -> differences.addAll(
								differences(session, entity, id,
										history
											.stateAtOrBefore(Scope.everything(),
													new RecordRef(entity.recordType(),
															older.scan().recordId(id, session)),
													Long.MAX_VALUE)
											.orElse(null))));
		}
		return differences;
	}

	private static List<String> differences(SharedSessionContractImplementor session, TrackedEntity entity, Object id,
			@Nullable RecordSnapshot shown) {
		String record = entity.entityName() + " " + id;
		if (shown == null) {
			return List.of(record + " has no state");
		}
		StoredRecord stored = Objects.requireNonNull(StoredRecord.read(session, entity, id, entity.collections()),
				record);
		return Stream.<TrackedField>concat(entity.singles().stream(), entity.collections().stream())
			.filter((field) -> !shown.masked().contains(field.name()))
			// Hibernate finds no elements whose rows spell their owner otherwise
			.filter((field) -> field instanceof TrackedField.Single || !entity.key().isLoose())
			.flatMap((field) -> {
				Object there = (field instanceof TrackedField.Single single)
						? isHeld(single, stored) ? single.valueIn(stored.state(), session)
								: shown.values().get(field.name())
						: stored.elements().getOrDefault(field.name(), ((TrackedField.Elements) field).nothing());
				return shown.unknown().contains(field.name())
						? Stream.of("%s.%s is unknown".formatted(record, field.name()))
						: Objects.equals(there, shown.values().get(field.name())) ? Stream.<String>empty()
								: Stream.of("%s.%s is %s, shown as %s".formatted(record, field.name(), there,
										shown.values().get(field.name())));
			})
			.toList();
	}

	private static boolean isHeld(TrackedField.Single field, StoredRecord stored) {
		return !field.path().isNone() && !field.isUnknownIn(stored.state());
	}

}
