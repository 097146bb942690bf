package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.revtrail.envers.feed.MarkKeeper.Progress;
import dev.revtrail.envers.model.SqlFailures;
import dev.revtrail.feed.SettledMark;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Keeps the settled mark on a thread of its own: at once after a commit of this node, and
 * now and then for those of others. Holds no connection in between.
 */
final class SettledMarkService implements SettledMark, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(SettledMarkService.class);

	private static final Duration BETWEEN_STEPS = Duration.ofMillis(20);

	private static final Duration WHILE_IN_FLIGHT = Duration.ofMillis(50);

	private static final Duration FOR_OTHER_NODES = Duration.ofMillis(300);

	/** How often a node looks whether the leader gives signs of life. */
	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	/** The same while the mark is watched. */
	private static final Duration WHILE_WATCHED = Duration.ofMillis(200);

	private static final Duration SHORTEST_AFTER_FAILURE = Duration.ofMillis(250);

	private static final Duration LONGEST_AFTER_FAILURE = Duration.ofSeconds(5);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final MarkKeeper keeper;

	private final LateRevisions lateRevisions;

	private final FeedConnections connections;

	private final Semaphore commits = new Semaphore(0);

	/** Has a node that follows look at once. */
	private final Semaphore looks = new Semaphore(0);

	private final List<Watching> watches = new CopyOnWriteArrayList<>();

	/** Numbers that this node has rolled back. */
	private final Queue<Long> rolledBack = new ConcurrentLinkedQueue<>();

	/** The mark that the watches know. */
	private long announced;

	/** The thread that was started last, which may have been stopped. */
	private @Nullable Thread thread;

	private volatile CountDownLatch stopping = new CountDownLatch(1);

	private Duration afterFailure = SHORTEST_AFTER_FAILURE;

	private boolean failing;

	SettledMarkService(MarkKeeper keeper, LateRevisions lateRevisions, FeedConnections connections) {
		this.keeper = keeper;
		this.lateRevisions = lateRevisions;
		this.connections = connections;
	}

	/** A transaction of this node has been committed. */
	void committed() {
		if (this.commits.availablePermits() == 0) {
			this.commits.release();
		}
	}

	/** Notes that a number is rolled back, so that the leader need not wait for it. */
	void rolledBack(long number) {
		this.rolledBack.add(number);
		committed();
		look();
	}

	@Override
	public synchronized void start() {
		if (!isRunning()) {
			awaitEnd();
			this.stopping = new CountDownLatch(1);
			// Inherits nothing of the thread that starts the application
			Thread worker = new Thread(null, this::work, "revtrail-settled", 0, false);
			worker.setDaemon(true);
			this.thread = worker;
			worker.start();
		}
	}

	@Override
	public synchronized void stop() {
		if (isRunning()) {
			this.stopping.countDown();
			this.commits.release();
			this.looks.release();
			awaitEnd();
		}
	}

	/** A thread is not interrupted: H2 would close a database file. */
	private void awaitEnd() {
		Thread worker = this.thread;
		try {
			if (worker != null) {
				worker.join(PATIENCE.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null && this.stopping.getCount() > 0;
	}

	/** Stops after everything that may still write entries. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 500;
	}

	private void work() {
		CountDownLatch end = this.stopping;
		try {
			while (end.getCount() > 0) {
				Progress progress = step(end);
				announce();
				if (progress == null) {
					end.await(this.afterFailure.toMillis(), TimeUnit.MILLISECONDS);
				}
				else if (progress == Progress.FOLLOWING) {
					Duration pause = this.watches.isEmpty() ? BETWEEN_LOOKS : WHILE_WATCHED;
					this.looks.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
				}
				else {
					Duration pause = (progress == Progress.WAITING) ? WHILE_IN_FLIGHT : FOR_OTHER_NODES;
					if (this.commits.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
						end.await(BETWEEN_STEPS.toMillis(), TimeUnit.MILLISECONDS);
					}
				}
				this.commits.drainPermits();
			}
			release();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Takes steps until there is nothing to do at once; null where one has failed. */
	private @Nullable Progress step(CountDownLatch end) {
		try {
			Progress progress;
			do {
				progress = this.connections.call(this::step);
			}
			while (progress == Progress.MORE && end.getCount() > 0);
			this.afterFailure = SHORTEST_AFTER_FAILURE;
			if (this.failing) {
				this.failing = false;
				logger.info("This node can advance the settled mark of the change log again.");
			}
			return (progress != null) ? progress : Progress.FOLLOWING;
		}
		catch (SQLException | RuntimeException | Error ex) {
			this.keeper.failed();
			Duration longer = this.afterFailure.multipliedBy(2);
			this.afterFailure = (longer.compareTo(LONGEST_AFTER_FAILURE) < 0) ? longer : LONGEST_AFTER_FAILURE;
			if (!this.failing && end.getCount() > 0) {
				this.failing = true;
				logger.warn(
						"This node could not advance the settled mark of the change log. Until a node does, "
								+ "readers who ask for entries after a place get none that are newer than the mark.",
						ex);
			}
			return null;
		}
	}

	private Progress step(Connection connection) throws SQLException {
		Progress progress = this.keeper.step(connection);
		List<Long> numbers = new ArrayList<>();
		for (Long number = this.rolledBack.poll(); number != null; number = this.rolledBack.poll()) {
			numbers.add(number);
		}
		if (numbers.isEmpty()) {
			return progress;
		}
		try {
			this.lateRevisions.addPassed(connection, numbers);
		}
		catch (SQLException ex) {
			if (!SqlFailures.isConstraintViolation(ex)) {
				throw ex;
			}
			logger.debug("The mark has passed one of " + numbers + " before this node could say so.", ex);
		}
		return (progress == Progress.WAITING) ? Progress.MORE : progress;
	}

	/** A node that follows looks at once. */
	private void look() {
		if (this.looks.availablePermits() == 0) {
			this.looks.release();
		}
	}

	private void announce() {
		long revision = this.keeper.revision();
		if (revision != this.announced) {
			this.announced = revision;
			this.watches.forEach(Watching::announce);
		}
	}

	private void release() {
		try {
			this.connections.call((connection) -> {
				this.keeper.release(connection);
				return true;
			});
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Another node takes over the settled mark only after a while.", ex);
		}
	}

	@Override
	public boolean isLeading() {
		return this.keeper.isLeading();
	}

	@Override
	public long revision() {
		return this.keeper.revision();
	}

	/** Whether the mark is where the log ends, and not on its way there. */
	boolean isCurrent() {
		return this.keeper.isCurrent();
	}

	@Override
	public Duration lag() {
		return this.keeper.lag();
	}

	@Override
	public long late() {
		return this.keeper.late();
	}

	@Override
	public Watch watch(Runnable advanced) {
		Watching watching = new Watching(advanced);
		this.watches.add(watching);
		look();
		return () -> this.watches.remove(watching);
	}

	/**
	 * A watch. Two are different even with the same callback.
	 */
	private static final class Watching {

		private final Runnable advanced;

		private Watching(Runnable advanced) {
			this.advanced = advanced;
		}

		private void announce() {
			try {
				this.advanced.run();
			}
			catch (RuntimeException ex) {
				logger.error("A watch of the settled mark has failed. The mark goes on.", ex);
			}
		}

	}

}
