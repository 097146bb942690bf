package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import dev.revtrail.Action;
import dev.revtrail.OrganizationTree;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries of a transaction once Envers has written its audit rows: on the same
 * connection, in a few statements for all of them.
 */
final class EntryWriter {

	private static final int ROWS_PER_STATEMENT = 100;

	private static final List<String> ATTRIBUTES = List.of("revision", "organization", "rootOrganization", "recordType",
			"recordId", "action", "outcome", "previousRevision", "patient", "actor", "changed", "data");

	private final Configuration envers;

	private final Supplier<OrganizationTree> organizations;

	private final Predecessors predecessors;

	private final String insert;

	EntryWriter(SessionFactoryImplementor sessionFactory, Configuration envers,
			Supplier<OrganizationTree> organizations) {
		this.envers = envers;
		this.organizations = organizations;
		this.predecessors = new Predecessors(sessionFactory, envers);
		EntityPersister persister = sessionFactory.getMappingMetamodel().getEntityDescriptor(EntryRow.class);
		this.insert = "insert into " + SqlNames.table(persister) + " (" + SqlNames.idColumns(persister).get(0) + ", "
				+ String.join(", ", ATTRIBUTES.stream().map((name) -> SqlNames.column(persister, name)).toList())
				+ ") values ";
	}

	void write(SharedSessionContractImplementor session, RevtrailRevision revision, TransactionChanges changes) {
		write(session, revision, changes, entries(session, revision, changes));
	}

	void write(SharedSessionContractImplementor session, RevtrailRevision revision, TransactionChanges changes,
			List<Entry> entries) {
		if (entries.isEmpty()) {
			return;
		}
		Map<TrackedEntity, List<Entry>> byEntity = new LinkedHashMap<>();
		entries
			.forEach((entry) -> byEntity.computeIfAbsent(entry.record.entity(), (key) -> new ArrayList<>()).add(entry));
		OwnerResolver owners = new OwnerResolver(session, changes);
		byEntity.forEach((entity, ofEntity) -> {
			List<RecordState> records = ofEntity.stream().map((entry) -> entry.record).toList();
			List<@Nullable String> patients = owners.owners(records, entity.patient());
			List<@Nullable String> organizationIds = owners.owners(records, entity.organization());
			for (int i = 0; i < ofEntity.size(); i++) {
				ofEntity.get(i).patient = patients.get(i);
				ofEntity.get(i).organization = organizationIds.get(i);
			}
		});
		session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			long number = Objects.requireNonNull(revision.getId());
			for (var ofEntity : byEntity.entrySet()) {
				this.predecessors.find(session, connection, ofEntity.getKey(),
						ofEntity.getValue().stream().filter((entry) -> !entry.action.equals(Action.CREATE)).toList(),
						number);
			}
			insert(session, connection, revision, entries, changes.takeNumbers(entries.size()));
			return null;
		});
	}

	/** One entry for each record, in the order of their first changes. */
	private List<Entry> entries(SharedSessionContractImplementor session, RevtrailRevision revision,
			TransactionChanges changes) {
		Map<RecordState, Action> actions = new LinkedHashMap<>();
		for (AuditedChange change : revision.changes()) {
			EntityPersister persister = session.getFactory()
				.getMappingMetamodel()
				.getEntityDescriptor(change.entityName());
			RecordState record = changes.find(persister.getRootEntityName(), change.id());
			if (record != null) {
				actions.merge(record, action(change.kind()), EntryWriter::stronger);
			}
		}
		List<Entry> entries = new ArrayList<>();
		actions.forEach((record, action) -> {
			List<String> changed = ChangedFields.names(record, action, session);
			if (!action.equals(Action.UPDATE) || !changed.isEmpty()) {
				entries.add(new Entry(record, action, changed));
			}
		});
		return entries;
	}

	private static Action action(RevisionType kind) {
		return switch (kind) {
			case ADD -> Action.CREATE;
			case MOD -> Action.UPDATE;
			case DEL -> Action.DELETE;
		};
	}

	/** A creation outranks the updates of its own collections, and so does a deletion. */
	private static Action stronger(Action one, Action other) {
		return one.equals(Action.UPDATE) ? other : one;
	}

	private void insert(SharedSessionContractImplementor session, Connection connection, RevtrailRevision revision,
			List<Entry> entries, int firstNumber) throws SQLException {
		for (int from = 0; from < entries.size(); from += ROWS_PER_STATEMENT) {
			List<Entry> rows = entries.subList(from, Math.min(from + ROWS_PER_STATEMENT, entries.size()));
			String row = "(?" + ", ?".repeat(ATTRIBUTES.size()) + ")";
			try (PreparedStatement statement = connection
				.prepareStatement(this.insert + String.join(", ", Collections.nCopies(rows.size(), row)))) {
				int parameter = 1;
				for (int i = 0; i < rows.size(); i++) {
					parameter = bind(statement, parameter, session, revision, rows.get(i), firstNumber + from + i);
				}
				statement.executeUpdate();
			}
		}
	}

	private int bind(PreparedStatement statement, int first, SharedSessionContractImplementor session,
			RevtrailRevision revision, Entry entry, int index) throws SQLException {
		long number = Objects.requireNonNull(revision.getId());
		TrackedEntity entity = entry.record.entity();
		String recordId = entity.key().text(entity.key().values(entry.record.id(), session));
		String organization = entry.organization;
		int parameter = first;
		statement.setLong(parameter++, EntryIds.id(Objects.requireNonNull(revision.getRecordedAt()), number, index));
		statement.setLong(parameter++, number);
		statement.setString(parameter++, organization);
		statement.setString(parameter++, (organization != null) ? this.organizations.get().rootOf(organization) : null);
		statement.setString(parameter++, entity.recordType());
		statement.setString(parameter++, recordId);
		statement.setString(parameter++, entry.action.name());
		statement.setString(parameter++, EntryRow.SUCCESS);
		statement.setObject(parameter++, entry.previousRevision, Types.BIGINT);
		statement.setString(parameter++, entry.patient);
		statement.setString(parameter++, revision.actorId());
		statement.setString(parameter++, ChangedFields.text(entry.changed, entity.masks()));
		statement.setString(parameter++, data(entry, session));
		return parameter;
	}

	private @Nullable String data(Entry entry, SharedSessionContractImplementor session) {
		boolean first = entry.previousRevision == null && !entry.action.equals(Action.CREATE);
		Map<String, Object> elements = OldElements.of(entry.record, first, session);
		if (!needsOldValues(entry) && elements.isEmpty()) {
			return null;
		}
		Map<String, @Nullable Object> values = needsOldValues(entry)
				? ChangedFields.oldValues(entry.record, entry.changed, session) : new LinkedHashMap<>();
		if (!elements.isEmpty()) {
			values.put(OldValues.ELEMENTS, elements);
		}
		return OldValues.json(values);
	}

	/**
	 * Without an audit row that holds them, and where the one before may be stale, old
	 * values are known here and only here.
	 */
	private boolean needsOldValues(Entry entry) {
		if (entry.action.equals(Action.UPDATE) && entry.record.entity().mayDrift()) {
			return true;
		}
		if (entry.action.equals(Action.DELETE) && entry.record.isWrittenBeforeDeletion()) {
			return true;
		}
		return entry.previousRevision == null && (entry.action.equals(Action.UPDATE)
				|| (entry.action.equals(Action.DELETE) && !this.envers.isStoreDataAtDelete()));
	}

	/**
	 * An entry in the making.
	 */
	static final class Entry {

		final RecordState record;

		final Action action;

		final List<String> changed;

		@Nullable String patient;

		@Nullable String organization;

		@Nullable Long previousRevision;

		Entry(RecordState record, Action action, List<String> changed) {
			this.record = record;
			this.action = action;
			this.changed = changed;
		}

	}

}
