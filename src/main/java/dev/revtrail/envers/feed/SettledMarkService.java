package dev.revtrail.envers.feed;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.revtrail.envers.feed.MarkKeeper.Progress;
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

	private static final Duration FOR_THE_LEADER = Duration.ofSeconds(1);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final MarkKeeper keeper;

	private final MarkConnections connections;

	private final Semaphore commits = new Semaphore(0);

	private volatile @Nullable Thread thread;

	private volatile boolean failing;

	SettledMarkService(MarkKeeper keeper, MarkConnections connections) {
		this.keeper = keeper;
		this.connections = connections;
	}

	/** A transaction of this node has been committed. */
	void committed() {
		if (this.commits.availablePermits() == 0) {
			this.commits.release();
		}
	}

	@Override
	public synchronized void start() {
		if (this.thread == null) {
			Thread worker = new Thread(this::work, "revtrail-settled");
			worker.setDaemon(true);
			this.thread = worker;
			worker.start();
		}
	}

	@Override
	public synchronized void stop() {
		Thread worker = this.thread;
		if (worker != null) {
			this.thread = null;
			this.commits.release();
			try {
				worker.join(PATIENCE.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			if (worker.isAlive()) {
				worker.interrupt();
			}
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	/** Stops after everything that may still write entries. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 500;
	}

	private void work() {
		try {
			while (this.thread == Thread.currentThread()) {
				Duration pause = step();
				if (this.commits.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
					TimeUnit.MILLISECONDS.sleep(BETWEEN_STEPS.toMillis());
				}
				this.commits.drainPermits();
			}
			release();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Takes steps, and returns how long to wait for the next. */
	private Duration step() {
		try {
			Progress progress;
			do {
				progress = this.connections.call(this.keeper::step);
			}
			while (progress == Progress.MORE && this.thread == Thread.currentThread());
			if (this.failing) {
				this.failing = false;
				logger.info("The settled mark of the change log is advanced again.");
			}
			return switch (progress) {
				case MORE -> Duration.ZERO;
				case WAITING -> WHILE_IN_FLIGHT;
				case SETTLED -> FOR_OTHER_NODES;
				case FOLLOWING -> FOR_THE_LEADER;
			};
		}
		catch (SQLException | RuntimeException ex) {
			if (!this.failing && this.thread == Thread.currentThread()) {
				this.failing = true;
				logger.warn(
						"This node could not advance the settled mark of the change log. Until a node does, readers who ask "
								+ "for entries after a place get none that are newer than the mark.",
						ex);
			}
			return AFTER_FAILURE;
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

	@Override
	public Duration lag() {
		return this.keeper.lag();
	}

	@Override
	public long late() {
		return this.keeper.late();
	}

}
