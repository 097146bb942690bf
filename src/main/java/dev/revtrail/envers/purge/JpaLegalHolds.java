package dev.revtrail.envers.purge;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import com.querydsl.core.types.Order;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.LegalHold;
import dev.revtrail.LegalHolds;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordTypes;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.ColumnText;
import dev.revtrail.envers.event.EventRecorder;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.index.EntryOrder;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.envers.index.RecordEntries;
import dev.revtrail.envers.index.SpelledRecords;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.TrackedModel;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/**
 * Keeps legal holds in a table of their own.
 */
final class JpaLegalHolds implements LegalHolds {

	private static final int REASON_LENGTH = 1000;

	private final TrackedModel model;

	private final Supplier<Clock> clock;

	private final ChangeContext context;

	private final EntityManager entityManager;

	private final RetriedTransaction transaction;

	private final EntryIndex index;

	private final RecordEntries records;

	private final EventRecorder events;

	JpaLegalHolds(TrackedModel model, Supplier<Clock> clock, ChangeContext context, TrackedPersistence persistence,
			EntryIndex index, RecordEntries records, EventRecorder events) {
		this.model = model;
		this.clock = clock;
		this.context = context;
		this.entityManager = persistence.entityManager();
		this.transaction = new RetriedTransaction(persistence);
		this.index = index;
		this.records = records;
		this.events = events;
	}

	@Override
	public LegalHold place(Actor actor, LegalHold.Subject subject, String reason) {
		check(reason);
		LegalHold hold = this.transaction.execute(() -> {
			LegalHoldRow row = new LegalHoldRow();
			row.kind = subject.kind().name();
			row.recordType = (subject.recordType() != null) ? today(subject.recordType()) : null;
			row.subject = spelled(subject);
			row.reason = reason;
			row.placedBy = ColumnText.cut(actor.id(), ColumnText.ACTOR_LENGTH);
			row.placedAt = this.clock.get().instant().truncatedTo(ChronoUnit.MICROS);
			this.entityManager.persist(row);
			LegalHold placed = row.toHold();
			record(actor, placed, LegalHolds.PLACED, reason);
			return placed;
		});
		awaitBatch();
		return hold;
	}

	@Override
	public Optional<LegalHold> lift(Actor actor, long id, String reason) {
		check(reason);
		return this.transaction.execute(() -> {
			LegalHoldRow row = this.entityManager.find(LegalHoldRow.class, id, LockModeType.PESSIMISTIC_WRITE);
			if (row == null || row.liftedAt != null) {
				return Optional.empty();
			}
			row.liftedBy = ColumnText.cut(actor.id(), ColumnText.ACTOR_LENGTH);
			row.liftedAt = this.clock.get().instant().truncatedTo(ChronoUnit.MICROS);
			row.liftReason = reason;
			LegalHold lifted = row.toHold();
			record(actor, lifted, LegalHolds.LIFTED, reason);
			return Optional.of(lifted);
		});
	}

	@Override
	public List<LegalHold> all() {
		return this.index.read(() -> this.entityManager
			.createQuery("select h from RevtrailLegalHold h order by h.id", LegalHoldRow.class)
			.getResultList()
			.stream()
			.map(LegalHoldRow::toHold)
			.toList());
	}

	/** A batch that began before the hold was there may not know of it. */
	private void awaitBatch() {
		this.transaction.execute(
				() -> this.entityManager.createQuery("select p.id from RevtrailPurge p where p.open = 1", Long.class)
					.getResultList()
					.stream()
					.map((purge) -> this.entityManager.find(PurgeRow.class, purge, LockModeType.PESSIMISTIC_WRITE))
					.toList());
	}

	private void record(Actor actor, LegalHold hold, Action action, String reason) {
		LegalHold.Subject subject = hold.subject();
		@Nullable EntryRow last = switch (subject.kind()) {
			case RECORD -> this.records.last(new RecordRef(String.valueOf(subject.recordType()), subject.id()))
				.map(IndexedEntry::entry)
				.orElse(null);
			case PATIENT -> this.index
				.rows(QEntryRow.entryRow.patient.eq(subject.id()),
						EntryOrder.byId(Order.DESC, List.of(QEntryRow.entryRow.patient)), 0, 1)
				.stream()
				.findFirst()
				.map(IndexedEntry::entry)
				.orElse(null);
			case ORGANIZATION -> null;
		};
		String organization = (subject.kind() == LegalHold.Kind.ORGANIZATION) ? subject.id()
				: (last != null) ? last.organization : null;
		EntryRow row = EntryRow.ofEvent(action, new RecordRef(LegalHolds.RECORD_TYPE, String.valueOf(hold.id())),
				organization, (last != null) ? last.patient : null);
		this.events.write(this.context.current().by(actor), "Legal hold on " + subject + ": " + reason, List.of(row));
	}

	/** A subject's id, as entries spell it. */
	private String spelled(LegalHold.Subject subject) {
		Set<String> types = switch (subject.kind()) {
			case RECORD -> Set.of(String.valueOf(subject.recordType()));
			case PATIENT -> this.model.patientTypes();
			case ORGANIZATION -> Set.of();
		};
		SpelledRecords spelled = this.index.spelled();
		return types.stream()
			.map((type) -> spelled.asInEntries(new RecordRef(type, subject.id())).id())
			.filter((id) -> !id.equals(subject.id()))
			.findFirst()
			.orElse(subject.id());
	}

	private String today(String recordType) {
		RecordTypes types = this.model;
		return types.find(recordType)
			.orElseThrow(() -> new IllegalArgumentException("The record type '" + recordType + "' is not tracked."))
			.name();
	}

	private static void check(String reason) {
		EntryIndex.check(!reason.isBlank() && reason.length() <= REASON_LENGTH,
				"The reason of a legal hold takes 1 to 1,000 characters, not " + reason.length() + ".");
	}

}
