package dev.revtrail.envers.capture;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.envers.AuditedChange;
import dev.revtrail.envers.model.LazyAttributes;
import dev.revtrail.envers.model.SideSession;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.work.AbstractAuditWorkUnit;
import org.hibernate.envers.internal.synchronization.work.AddWorkUnit;
import org.hibernate.envers.internal.synchronization.work.DelWorkUnit;
import org.hibernate.envers.internal.synchronization.work.ModWorkUnit;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Brings audit rows up to date that changes have overtaken: those flushed when Envers had
 * built its rows, by a callback, a synchronization, or its own last flush. Uses Envers'
 * own work units in a second session, so that the host's is not flushed.
 */
final class LateChanges {

	private final OpenTransactions transactions;

	private final SharedSessionContractImplementor session;

	private final TransactionRevision revision;

	LateChanges(OpenTransactions transactions, SharedSessionContractImplementor session, TransactionRevision revision) {
		this.transactions = transactions;
		this.session = session;
		this.revision = revision;
	}

	/** Writes the audit rows of records that changed late. */
	void complete(TransactionChanges changes) {
		List<RecordChange> late = changes.takeLate();
		List<RecordChange> withoutRow = changes.flushes().takeWithoutRow();
		if (late.isEmpty() && withoutRow.isEmpty()) {
			return;
		}
		Set<EntityKey> rows = rows();
		Map<EntityKey, RecordChange> written = new LinkedHashMap<>();
		for (RecordChange record : late) {
			record.keepElementsAfter();
			boolean hasRow = rows.contains(record.key());
			if (hasRow || (!record.leavesNothing() && ChangedFields.isChange(record, this.session))) {
				write(changes, record, hasRow);
				written.put(record.key(), record);
			}
		}
		for (RecordChange record : withoutRow) {
			boolean hasRow = rows.contains(record.key()) || written.containsKey(record.key());
			if (!hasRow && !record.leavesNothing()) {
				write(changes, record, false);
				written.put(record.key(), record);
			}
		}
		note(written);
	}

	/** The records that have rows. */
	private Set<EntityKey> rows() {
		return this.revision.revision().changes().stream().map(this::key).collect(Collectors.toSet());
	}

	private void note(Map<EntityKey, RecordChange> written) {
		this.revision.revision().changes().removeIf((change) -> written.containsKey(key(change)));
		written.values()
			.stream()
			.filter((record) -> !record.leavesNothing())
			.forEach((record) -> this.revision.add(new AuditedChange(record.entity().entityName(), record.id())));
	}

	private EntityKey key(AuditedChange change) {
		return change.key(this.session.getFactory());
	}

	/** Envers maps its rows as never updated, so a row that is there is replaced. */
	private void write(TransactionChanges changes, RecordChange record, boolean hasRow) {
		this.revision.insertWithoutFlush();
		SideSession.in(this.session, (side) -> {
			this.transactions.inSecondSession((SharedSessionContractImplementor) side, changes,
					() -> write(record, hasRow, side));
			return null;
		});
	}

	private void write(RecordChange record, boolean hasRow, StatelessSession side) {
		String name = record.entity().auditPersister().getEntityName();
		SharedSessionContractImplementor second = (SharedSessionContractImplementor) side;
		AbstractAuditWorkUnit unit = unit(record, side);
		if (!hasRow) {
			perform(unit, second);
			return;
		}
		side.delete(name, row(unit));
		if (!record.leavesNothing()) {
			Map<String, @Nullable Object> row = row(unit);
			new RowCorrection(this.transactions, second, record.entity()).correct(record.id(), row);
			side.insert(name, row);
		}
	}

	private void perform(AbstractAuditWorkUnit unit, SharedSessionContractImplementor side) {
		unit.perform(side, this.revision.revision());
		// The validity strategy ends the row before in a callback
		side.getTransactionCompletionCallbacksImplementor().beforeTransactionCompletion();
	}

	private Map<String, @Nullable Object> row(AbstractAuditWorkUnit unit) {
		return new HashMap<>(unit.generateData(this.revision.revision()));
	}

	private AbstractAuditWorkUnit unit(RecordChange record, StatelessSession side) {
		EnversService envers = this.transactions.envers();
		SharedSessionContractImplementor second = (SharedSessionContractImplementor) side;
		String name = record.entity().entityName();
		EntityPersister persister = record.entity().persister();
		return switch (record.kind()) {
			case ADD -> new AddWorkUnit(second, name, envers, record.id(), persister, written(record));
			case MOD -> {
				@Nullable Object[] written = written(record);
				yield new ModWorkUnit(second, name, envers, record.id(), persister, written,
						(record.loaded() != null) ? record.loaded() : written);
			}
			case DEL -> new DelWorkUnit(second, name, envers, record.id(), persister, record.lastState());
		};
	}

	/** What the database holds; only its collections may have changed. */
	private @Nullable Object[] written(RecordChange record) {
		@Nullable Object[] state = record.lastState();
		if (state != null) {
			return state;
		}
		Object instance = Objects.requireNonNull(record.instance());
		EntityEntry entry = (this.session instanceof SessionImplementor)
				? this.session.getPersistenceContextInternal().getEntry(instance) : null;
		@Nullable Object @Nullable [] loaded = (entry != null) ? entry.getLoadedState() : record.held();
		@Nullable Object[] held = (loaded != null) ? loaded : record.entity().persister().getValues(instance);
		LazyAttributes.fill(held, record.entity().persister(), instance);
		return held;
	}

}
