package dev.revtrail.envers.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.revtrail.Action;
import dev.revtrail.Outcome;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.index.EntryData;
import dev.revtrail.envers.index.EntryInsert;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.TrackedModel;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.configuration.Configuration;

/**
 * Writes the entries of a transaction once Envers has written its audit rows: on the same
 * connection, in a few statements for all of them.
 */
public final class EntryWriter implements CommitStep {

	private static final int RECORDS_AT_ONCE = 1000;

	private final TrackedModel model;

	private final Configuration envers;

	private final EntryInsert insert;

	private final KeptValues keptValues;

	public EntryWriter(TrackedModel model, Configuration envers, EntryInsert insert, KeptValues keptValues) {
		this.model = model;
		this.envers = envers;
		this.insert = insert;
		this.keptValues = keptValues;
	}

	/** The last step: all audit rows have been written. */
	@Override
	public void complete(SharedSessionContractImplementor session, TransactionRevision revision,
			TransactionChanges changes) {
		changes.dropCleared();
		if (!revision.revision().changes().isEmpty()) {
			write(session, revision.revision(), changes);
			revision.revision().changes().clear();
		}
		events(session, revision, changes);
	}

	/** Writes the events that have joined the transaction. */
	private void events(SharedSessionContractImplementor session, TransactionRevision revision,
			TransactionChanges changes) {
		List<EntryRow> events = changes.takeEvents();
		if (!events.isEmpty()) {
			changes.number(revision.number());
			session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
				this.insert.insert(session, connection, revision.revision(), events,
						changes.takeNumbers(events.size()));
				return null;
			});
		}
	}

	/**
	 * Writes them some at a time, so that not all of a large transaction are in memory.
	 */
	private void write(SharedSessionContractImplementor session, RevtrailRevision revision,
			TransactionChanges changes) {
		List<RecordChange> records = List.copyOf(changes.audited(session, this.model, revision));
		for (int from = 0; from < records.size(); from += RECORDS_AT_ONCE) {
			List<RecordChange> some = records.subList(from, Math.min(from + RECORDS_AT_ONCE, records.size()));
			write(session, revision, changes, entries(session, some));
		}
	}

	private void write(SharedSessionContractImplementor session, RevtrailRevision revision, TransactionChanges changes,
			List<Entry> entries) {
		if (entries.isEmpty()) {
			return;
		}
		Map<TrackedEntity, List<Entry>> byEntity = new LinkedHashMap<>();
		entries
			.forEach((entry) -> byEntity.computeIfAbsent(entry.record.entity(), (key) -> new ArrayList<>()).add(entry));
		OwnerResolver resolver = new OwnerResolver(session, changes);
		byEntity.forEach((entity, ofEntity) -> {
			List<Owners> owners = resolver.of(entity, ofEntity.stream().map((entry) -> entry.record).toList());
			for (int i = 0; i < ofEntity.size(); i++) {
				ofEntity.get(i).owners = owners.get(i);
			}
		});
		session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			this.insert.insert(session, connection, revision,
					entries.stream().map((entry) -> row(session, entry)).toList(), changes.takeNumbers(entries.size()));
			return null;
		});
	}

	/** One entry for each record, in the order of their first changes. */
	private static List<Entry> entries(SharedSessionContractImplementor session, List<RecordChange> records) {
		List<Entry> entries = new ArrayList<>();
		records.forEach((record) -> {
			Action action = action(record.kind());
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

	private EntryRow row(SharedSessionContractImplementor session, Entry entry) {
		TrackedEntity entity = entry.record.entity();
		EntryRow row = new EntryRow();
		row.organization = entry.owners.organization();
		row.recordType = entity.recordType();
		row.recordId = String.valueOf(entity.key().text(entity.key().values(entry.record.id(), session)));
		row.action = entry.action.name();
		row.outcome = Outcome.SUCCESS.name();
		row.patient = entry.owners.patient();
		row.changed = ChangedFields.text(entry.changed, entity.masks());
		EntryData data = data(entry, session);
		row.data = data.json();
		row.keepsCollections = data.keepsCollections();
		return row;
	}

	private EntryData data(Entry entry, SharedSessionContractImplementor session) {
		return this.keptValues.of(entry.record, kept(entry), session);
	}

	/**
	 * The fields whose old values the entry keeps, as its audit row does not show them.
	 */
	private List<String> kept(Entry entry) {
		if (entry.action.equals(Action.CREATE)) {
			return List.of();
		}
		return (entry.action.equals(Action.DELETE) && isInDeletionRow(entry.record)) ? unheldPositions(entry)
				: entry.changed;
	}

	/** What the row of a deletion does not hold, as the record's state has none of it. */
	private static List<String> unheldPositions(Entry entry) {
		TrackedEntity entity = entry.record.entity();
		return entity.parents()
			.stream()
			.map(entity::unheldPosition)
			.filter(Objects::nonNull)
			.map(TrackedField::name)
			.filter(entry.changed::contains)
			.toList();
	}

	/** Whether the audit row of a deletion holds what the record was before it. */
	private boolean isInDeletionRow(RecordChange record) {
		return this.envers.isStoreDataAtDelete() && !record.isWrittenBeforeDeletion();
	}

	/**
	 * An entry in the making.
	 */
	private static final class Entry {

		final RecordChange record;

		final Action action;

		final List<String> changed;

		Owners owners = Owners.NONE;

		Entry(RecordChange record, Action action, List<String> changed) {
			this.record = record;
			this.action = action;
			this.changed = changed;
		}

	}

}
