package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import dev.revtrail.envers.feed.FollowerTable.State;
import dev.revtrail.envers.index.EntryIds;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.feed.Follower.Start;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs one follower on a thread of its own while this node is its leader.
 */
final class FollowerRunner {

	private static final Log logger = LogFactory.getLog(FollowerRunner.class);

	private static final Duration FOR_THE_LEAD = Duration.ofSeconds(1);

	private static final Duration SHORTEST_AFTER_FAILURE = Duration.ofSeconds(1);

	private static final Duration LONGEST_AFTER_FAILURE = Duration.ofMinutes(5);

	private final FollowerTask task;

	private final FollowerTable table;

	private final MarkConnections connections;

	private final TrackedPersistence persistence;

	private final TransactionTemplate transaction;

	private final FeedSettings settings;

	private final SettledMarkService mark;

	private final Semaphore signal = new Semaphore(0);

	private final LeaseWatch watch;

	private final AtomicReference<@Nullable Lead> lead = new AtomicReference<>();

	private volatile boolean stopping;

	private @Nullable Thread thread;

	private long beatAt;

	/** The lead that the next two are about. */
	private long failingEpoch;

	private int failures;

	private long retryAt;

	FollowerRunner(FollowerTask task, FollowerTable table, MarkConnections connections, TrackedPersistence persistence,
			FeedSettings settings, SettledMarkService mark) {
		this.task = task;
		this.table = table;
		this.connections = connections;
		this.persistence = persistence;
		this.transaction = persistence.newTransaction();
		this.settings = settings;
		this.mark = mark;
		this.watch = new LeaseWatch(settings.lease());
	}

	String name() {
		return this.task.name();
	}

	boolean isPrompt() {
		return this.task.isPrompt();
	}

	boolean isLeading() {
		return this.lead.get() != null;
	}

	/**
	 * Takes the lead where it is free, and gives signs of life. Is called by one thread,
	 * again and again.
	 * @param state the follower's row; null where there is none
	 */
	void look(Connection connection, @Nullable State state, String node) throws SQLException {
		if (state == null) {
			insert(connection);
			return;
		}
		Lead current = this.lead.get();
		if (current != null && current.epoch() == state.epoch()) {
			beat(connection, current);
			if (state.late() != null && this.lead.compareAndSet(current, current.withLate(state.late()))) {
				wake();
			}
			return;
		}
		this.lead.set(null);
		if (state.parked() || !this.watch.isFree(state.leader(), state.epoch(), state.beat())) {
			return;
		}
		if (this.table.take(connection, state, node, this.task.isBeforePurge())) {
			this.watch.forget();
			this.beatAt = System.nanoTime();
			Lead taken = new Lead(state.epoch() + 1, state.position(), state.late());
			if (state.isAhead()) {
				this.table.failed(connection, name(), taken.epoch(), "ahead of the log", true);
				logger.error("The follower " + name() + " of the change log is at a place that the log has not "
						+ "reached, as after a restore of the database from a backup. "
						+ "It is parked until it is restarted from a place that is chosen for it (Feed.restart).");
				return;
			}
			this.lead.set(taken);
			wake();
		}
	}

	/** The place at which the log ends is known once the mark is. */
	private void insert(Connection connection) throws SQLException {
		long settled = this.mark.revision();
		if (this.task.start() == Start.OLDEST || settled > 0) {
			this.table.insert(connection, this.task, (this.task.start() == Start.NOW) ? EntryIds.floor(settled) : 0);
		}
	}

	private void beat(Connection connection, Lead current) throws SQLException {
		if (System.nanoTime() - this.beatAt >= this.settings.lease().toNanos() / FeedSettings.BEATS) {
			this.beatAt = System.nanoTime();
			this.table.beat(connection, name(), current.epoch());
		}
	}

	void start() {
		this.stopping = false;
		// Inherits nothing of the thread that starts the application
		Thread worker = new Thread(null, this::work, "revtrail-follower-" + name(), 0, false);
		worker.setDaemon(true);
		this.thread = worker;
		worker.start();
	}

	void requestStop() {
		this.stopping = true;
		wake();
	}

	/** Waits for the end of the step. */
	void awaitEnd(Duration patience) throws InterruptedException {
		Thread worker = this.thread;
		if (worker != null) {
			worker.join(patience.toMillis());
		}
	}

	/** Lets another node run the follower, unless it is still in a step. */
	void release(Connection connection) throws SQLException {
		Lead current = this.lead.get();
		Thread worker = this.thread;
		if (current != null && (worker == null || !worker.isAlive())) {
			this.lead.set(null);
			this.table.release(connection, name(), current.epoch());
		}
	}

	/** There may be something to do. */
	void wake() {
		if (this.signal.availablePermits() == 0) {
			this.signal.release();
		}
	}

	private void work() {
		try {
			while (!this.stopping) {
				Duration pause = step();
				if (!pause.isZero()) {
					this.signal.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
					this.signal.drainPermits();
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Takes a step where there is one to take; returns how long to rest. */
	private Duration step() {
		Lead current = this.lead.get();
		if (current == null) {
			return FOR_THE_LEAD;
		}
		if (current.epoch() != this.failingEpoch) {
			this.failingEpoch = current.epoch();
			this.failures = 0;
		}
		long wait = (this.failures > 0) ? this.retryAt - System.nanoTime() : 0;
		if (wait > 0) {
			return Duration.ofNanos(wait).plusMillis(1);
		}
		boolean isLate = current.late() != null;
		if (!isLate && current.position() >= EntryIds.floor(this.mark.revision())) {
			this.task.rest();
			return this.task.pause();
		}
		try {
			long position = advance(current);
			this.failures = 0;
			this.lead.compareAndSet(current, (position >= 0) ? new Lead(current.epoch(), position, null) : null);
			return (position == current.position() && !isLate) ? this.task.pause() : Duration.ZERO;
		}
		catch (Exception | Error ex) {
			return failed(current, ex);
		}
	}

	/** Returns the position afterwards; -1 where another node runs the follower. */
	private long advance(Lead current) throws Exception {
		if (this.task.isTransactional()) {
			return Objects.requireNonNull(this.transaction.execute((status) -> {
				try {
					return inTransaction(current, status);
				}
				catch (RuntimeException ex) {
					throw ex;
				}
				catch (Exception ex) {
					throw new FollowerException(ex);
				}
			}));
		}
		long position = take(current);
		boolean stored = isDone(current, position)
				|| Boolean.TRUE.equals(this.connections.call((connection) -> move(connection, current, position)));
		return (stored || current.late() != null) ? position : -1;
	}

	/** The position is locked first, as by purges. */
	private long inTransaction(Lead current, TransactionStatus status) throws Exception {
		if (this.persistence.onConnection((connection) -> this.table.lock(connection, name(), current.epoch()))) {
			long position = take(current);
			if (isDone(current, position)
					|| this.persistence.onConnection((connection) -> move(connection, current, position))) {
				return position;
			}
		}
		status.setRollbackOnly();
		return (current.late() != null) ? current.position() : -1;
	}

	/**
	 * Has the follower take what was late, or else what comes next. If more is late by
	 * the time it has, it gets that with the next step, too.
	 */
	private long take(Lead current) throws Exception {
		if (current.late() != null) {
			this.task.late(revisions(current.late()));
			return current.position();
		}
		return this.task.advance(current.position());
	}

	private static SortedSet<Long> revisions(String late) {
		return Arrays.stream(late.split(","))
			.filter((number) -> !number.isEmpty())
			.map(Long::valueOf)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isDone(Lead current, long position) {
		return current.late() == null && position == current.position();
	}

	private boolean move(Connection connection, Lead current, long position) throws SQLException {
		return (current.late() != null) ? this.table.lateDone(connection, name(), current.epoch(), current.late())
				: this.table.advance(connection, name(), current.epoch(), current.position(), position);
	}

	private Duration failed(Lead current, Throwable failure) {
		Throwable cause = (failure instanceof FollowerException wrapped) ? Objects.requireNonNull(wrapped.getCause())
				: failure;
		this.failures++;
		boolean parked = this.failures >= this.settings.attempts();
		boolean noted = note(current, cause, parked);
		if (parked && noted) {
			this.lead.compareAndSet(current, null);
			logger.error("The follower " + name() + " of the change log has failed " + this.settings.attempts()
					+ " times to take the same entries, and is parked until it is asked to try again (Feed.retry).",
					cause);
			return FOR_THE_LEAD;
		}
		if (this.failures == 1 && !this.stopping) {
			logger.warn("The follower " + name() + " of the change log has failed, and tries again after a while.",
					cause);
		}
		Duration longer = SHORTEST_AFTER_FAILURE.multipliedBy(1L << Math.min(this.failures - 1, 9));
		Duration pause = (longer.compareTo(LONGEST_AFTER_FAILURE) < 0) ? longer : LONGEST_AFTER_FAILURE;
		this.retryAt = System.nanoTime() + pause.toNanos();
		return pause;
	}

	private boolean note(Lead current, Throwable cause, boolean parked) {
		try {
			return Boolean.TRUE.equals(this.connections.call((connection) -> {
				this.table.failed(connection, name(), current.epoch(), cause.getClass().getName(), parked);
				return true;
			}));
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("The failure of the follower " + name() + " could not be noted.", ex);
			return false;
		}
	}

	/**
	 * This node's lead.
	 *
	 * @param epoch its number
	 * @param position the lowest id that the follower has not got yet
	 * @param late the revisions below it that appeared late; null for none
	 */
	private record Lead(long epoch, long position, @Nullable String late) {

		Lead withLate(String numbers) {
			return new Lead(this.epoch, this.position, numbers);
		}

	}

	/** Takes a checked exception out of a transaction. */
	private static final class FollowerException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		FollowerException(Exception cause) {
			super(cause);
		}

	}

}
