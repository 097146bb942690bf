package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.revtrail.envers.feed.FollowerLead.Place;
import dev.revtrail.envers.feed.FollowerTable.State;
import dev.revtrail.envers.index.EntryIds;
import dev.revtrail.envers.index.TrackedPersistence;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

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

	private final FeedConnections connections;

	private final FeedSettings settings;

	private final SettledMarkService mark;

	private final FollowerLead lead;

	private final FollowerStep step;

	private final Semaphore signal = new Semaphore(0);

	private volatile CountDownLatch stopping = new CountDownLatch(1);

	private volatile @Nullable Thread thread;

	/** The lead that the next two are about. */
	private long failingEpoch;

	private int failures;

	private long retryAt;

	FollowerRunner(FollowerTask task, FollowerTable table, LateRevisions lateRevisions, FeedConnections connections,
			TrackedPersistence persistence, FeedSettings settings, SettledMarkService mark) {
		this.task = task;
		this.table = table;
		this.connections = connections;
		this.settings = settings;
		this.mark = mark;
		this.lead = new FollowerLead(task, table, settings, mark);
		this.step = new FollowerStep(task, table, lateRevisions, connections, persistence);
	}

	String name() {
		return this.task.name();
	}

	boolean isPrompt() {
		return this.task.isPrompt();
	}

	/**
	 * Takes the lead where it is free, and gives signs of life. Is called by one thread,
	 * again and again.
	 * @param state the follower's row; null where there is none
	 * @param late the revisions that it still gets although it has gone past them
	 */
	void look(Connection connection, @Nullable State state, SortedSet<Long> late, String node) throws SQLException {
		Thread worker = this.thread;
		if (this.stopping.getCount() == 0) {
			return;
		}
		if (worker == null || !worker.isAlive()) {
			this.lead.giveUp();
			return;
		}
		if (this.lead.look(connection, state, late, node)) {
			wake();
		}
	}

	void start() {
		CountDownLatch end = new CountDownLatch(1);
		this.stopping = end;
		Thread before = this.thread;
		// Inherits nothing of the thread that starts the application
		Thread worker = new Thread(null, () -> work(before, end), "revtrail-follower-" + name(), 0, false);
		worker.setDaemon(true);
		this.thread = worker;
		worker.start();
	}

	void requestStop() {
		this.stopping.countDown();
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
		Thread worker = this.thread;
		if (worker == null || !worker.isAlive()) {
			this.lead.release(connection);
		}
	}

	/** There may be something to do. */
	void wake() {
		if (this.signal.availablePermits() == 0) {
			this.signal.release();
		}
	}

	/**
	 * Takes steps until the end.
	 * @param before the thread that may still be in a step from before a restart; null
	 * for none
	 */
	private void work(@Nullable Thread before, CountDownLatch end) {
		try {
			if (before != null) {
				before.join();
			}
			while (end.getCount() > 0) {
				Duration pause = step(end);
				// Nothing but a follower interrupts its thread, and that is over
				Thread.interrupted();
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
	private Duration step(CountDownLatch end) {
		Place current = this.lead.place();
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
		try {
			if (!current.isLate() && current.position() >= EntryIds.floor(this.mark.revision())) {
				this.task.rest();
				return this.task.pause();
			}
			long position = this.step.take(current, EntryIds.floor(this.mark.revision()));
			this.failures = 0;
			if (position < 0) {
				this.lead.lost(current);
			}
			else if (current.isLate()) {
				this.lead.takenLate(current);
			}
			else {
				this.lead.taken(current, position);
			}
			return (position == current.position() && !current.isLate()) ? this.task.pause() : Duration.ZERO;
		}
		catch (Exception | Error ex) {
			return failed(current, ex, end);
		}
	}

	private Duration failed(Place current, Throwable cause, CountDownLatch end) {
		this.failures++;
		boolean parked = this.task.canBeParked() && this.failures >= this.settings.attempts();
		if (note(current, cause, parked) && parked) {
			this.lead.lost(current);
			logger.error("The follower " + name() + " of the change log has failed " + this.settings.attempts()
					+ " times to take the same entries, and is parked until it is asked to try again (Feed.retry).",
					cause);
			return FOR_THE_LEAD;
		}
		if (this.failures == 1 && end.getCount() > 0) {
			logger.warn("The follower " + name() + " of the change log has failed, and tries again after a while.",
					cause);
		}
		Duration longer = SHORTEST_AFTER_FAILURE.multipliedBy(1L << Math.min(this.failures - 1, 9));
		Duration pause = (longer.compareTo(LONGEST_AFTER_FAILURE) < 0) ? longer : LONGEST_AFTER_FAILURE;
		this.retryAt = System.nanoTime() + pause.toNanos();
		return pause;
	}

	private boolean note(Place current, Throwable cause, boolean parked) {
		try {
			return Boolean.TRUE.equals(this.connections.call((connection) -> this.table.failed(connection, name(),
					current.epoch(), cause.getClass().getName(), parked)));
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("The failure of the follower " + name() + " could not be noted.", ex);
			return false;
		}
	}

}
