package dev.revtrail.envers.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.RecordRef;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.event.EventRecorder;
import dev.revtrail.envers.feed.FollowerPosition;
import dev.revtrail.envers.feed.FollowerPositions;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.FormerNames;
import dev.revtrail.retention.PurgeStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps runs of purges in tables of their own. Every change to a run locks its row, so
 * that its steps run one after the other, in any instance.
 */
final class JpaPurgeStore implements PurgeStore {

	private static final Log logger = LogFactory.getLog(JpaPurgeStore.class);

	private static final int ATTEMPTS = 20;

	private final EntityManager entityManager;

	private final RetriedTransaction transaction;

	private final FormerNames formerNames;

	private final EntryRemoval removal;

	private final HeldEntries heldEntries;

	private final EventRecorder events;

	private final ChangeContext context;

	private final EntryIndex index;

	private final FollowerPositions followers;

	/** Whom the purge has been reported to wait for. */
	private volatile @Nullable String awaited;

	JpaPurgeStore(TrackedPersistence persistence, EntryIndex index, FormerNames formerNames, EntryRemoval removal,
			HeldEntries heldEntries, EventRecorder events, ChangeContext context, FollowerPositions followers) {
		this.index = index;
		this.followers = followers;
		this.entityManager = persistence.entityManager();
		this.transaction = new RetriedTransaction(persistence);
		this.formerNames = formerNames;
		this.removal = removal;
		this.heldEntries = heldEntries;
		this.events = events;
		this.context = context;
	}

	@Override
	public SortedSet<String> recordTypes() {
		return inTransaction(() -> {
			SortedSet<String> types = new TreeSet<>();
			this.entityManager.createQuery("select distinct e.recordType from RevtrailEntry e", String.class)
				.getResultList()
				.forEach((type) -> types.add(this.formerNames.typeToday(type)));
			return types;
		});
	}

	@Override
	public long count(String recordType, Instant instant) {
		return inTransaction(() -> {
			QEntryRow entry = QEntryRow.entryRow;
			return Objects.requireNonNull(new JPAQuery<Void>(this.entityManager).from(entry)
				.where(entry.recordType.in(this.formerNames.namesOfType(recordType)),
						this.index.recordedBefore(instant))
				.select(entry.count())
				.fetchOne());
		});
	}

	@Override
	public Optional<Run> last() {
		return inTransaction(
				() -> this.entityManager.createQuery("select p from RevtrailPurge p order by p.id desc", PurgeRow.class)
					.setMaxResults(1)
					.getResultList()
					.stream()
					.findFirst()
					.map(PurgeRow::toRun));
	}

	@Override
	public Run acquire(String owner, Instant now, Duration lease, Supplier<Plan> plan) {
		this.removal.begin();
		this.awaited = null;
		for (int attempt = 1;; attempt++) {
			Optional<Run> open = take(owner, now, lease);
			if (open.isPresent()) {
				return open.get();
			}
			Plan begun = plan.get();
			try {
				return inTransaction(() -> {
					PurgeRow row = PurgeRow.of(owner, now, begun);
					this.entityManager.persist(row);
					return row.toRun();
				});
			}
			catch (RuntimeException ex) {
				// Only one run can be open: somebody else may have been faster
				if (attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	private Optional<Run> take(String owner, Instant now, Duration lease) {
		return inTransaction(() -> openId().map((id) -> {
			PurgeRow row = locked(id);
			if (row.open != null && row.isFree(owner, now.minus(lease))) {
				row.take(owner, now);
			}
			return row.toRun();
		}));
	}

	@Override
	public Run step(Run run, Instant now, Function<Run, Step> work) {
		return inTransaction(() -> {
			PurgeRow row = locked(run.id());
			if (!row.isRunningFor(run.owner())) {
				return row.toRun();
			}
			Step step = work.apply(row.toRun());
			row.advance(step, now);
			Segment segment = step.segment();
			if (segment != null) {
				this.entityManager.persist(PurgeSegmentRow.of(run.id(), segment));
			}
			// To others it is not completed before it is finished
			return (step.place() != null) ? row.toRun() : row.toRun(State.COMPLETED);
		});
	}

	@Override
	public Set<Long> removable(Collection<ChangeEntry> entries) {
		Set<Long> held = held(entries);
		Optional<FollowerPosition> followed = this.followers.lowestBeforePurge();
		return this.removal.notYoungerThanWhatStays(entries.stream()
			.filter((entry) -> !held.contains(entry.id()))
			.filter((entry) -> followed.isEmpty() || !isAwaited(followed.get(), entry))
			.toList());
	}

	/** Reports once in a purge whom it waits for. */
	private boolean isAwaited(FollowerPosition follower, ChangeEntry entry) {
		boolean awaited = entry.id() >= follower.position();
		if (awaited && !follower.follower().equals(this.awaited)) {
			this.awaited = follower.follower();
			logger.warn("The purge leaves entries from " + entry.id() + " on, since the follower " + follower.follower()
					+ " has not got them yet. If it does not exist any more, abandon it (Feed.abandon).");
		}
		return awaited;
	}

	@Override
	public Set<Long> held(Collection<ChangeEntry> entries) {
		return this.heldEntries.among(entries);
	}

	@Override
	public void remove(Collection<ChangeEntry> entries) {
		if (!entries.isEmpty()) {
			this.removal.remove(entries);
		}
	}

	@Override
	public boolean requestStop() {
		return inTransaction(() -> openId().map((id) -> {
			PurgeRow row = locked(id);
			boolean running = row.state() == State.RUNNING;
			if (running) {
				row.state = State.STOPPING.name();
			}
			return running;
		}).orElse(false));
	}

	@Override
	public Run finish(Run run, Instant now, State state, @Nullable String failure,
			BiFunction<Run, List<Segment>, List<Report>> reports) {
		return inTransaction(() -> {
			PurgeRow row = locked(run.id());
			if (row.owner.equals(run.owner()) && row.isAtWork()) {
				reports.apply(row.toRun(state), segments(run.id()))
					.forEach((report) -> this.events.write(this.context.current(), report.note(),
							List.of(entry(run, report))));
				row.finish(state, failure, now);
			}
			return row.toRun();
		});
	}

	@Override
	public Run fail(Run run, Instant now, String failure) {
		return inTransaction(() -> {
			PurgeRow row = locked(run.id());
			if (row.owner.equals(run.owner()) && row.isAtWork()) {
				row.fail(failure, now);
			}
			return row.toRun();
		});
	}

	private List<Segment> segments(long run) {
		return this.entityManager
			.createQuery("select s from RevtrailPurgeSegment s where s.run = :run order by s.number",
					PurgeSegmentRow.class)
			.setParameter("run", run)
			.getResultList()
			.stream()
			.map(PurgeSegmentRow::toSegment)
			.toList();
	}

	private static EntryRow entry(Run run, Report report) {
		return EntryRow.ofEvent(Action.PURGE, new RecordRef(RecordRef.PURGE, String.valueOf(run.id())),
				report.organizationId(), null);
	}

	private Optional<Long> openId() {
		return this.entityManager.createQuery("select p.id from RevtrailPurge p where p.open = 1", Long.class)
			.getResultList()
			.stream()
			.findFirst();
	}

	private PurgeRow locked(long id) {
		return Objects.requireNonNull(this.entityManager.find(PurgeRow.class, id, LockModeType.PESSIMISTIC_WRITE));
	}

	private <T> T inTransaction(Supplier<T> work) {
		return this.transaction.execute(work);
	}

}
