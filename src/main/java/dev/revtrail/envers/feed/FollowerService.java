package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.revtrail.envers.feed.FollowerTable.State;
import dev.revtrail.feed.FollowerStatus;
import dev.revtrail.feed.SettledMark;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Runs the followers whose lead this node has, and takes those that no node runs.
 */
final class FollowerService implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(FollowerService.class);

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final List<FollowerRunner> runners;

	private final FollowerTable table;

	private final LateRevisions lateRevisions;

	private final FeedConnections connections;

	private final SettledMarkService mark;

	private final String node;

	/** The thread that was started last, which may have been stopped. */
	private @Nullable Thread thread;

	private volatile CountDownLatch stopping = new CountDownLatch(1);

	private boolean failing;

	/** Of the mark, while a host's follower waits for it. */
	private SettledMark.@Nullable Watch watch;

	private volatile List<FollowerStatus> lastSeen = List.of();

	FollowerService(List<FollowerRunner> runners, FollowerTable table, LateRevisions lateRevisions,
			FeedConnections connections, SettledMarkService mark, String node) {
		this.lateRevisions = lateRevisions;
		this.mark = mark;
		this.runners = runners;
		this.table = table;
		this.connections = connections;
		this.node = node;
	}

	@Override
	public synchronized void start() {
		if (!isRunning() && !this.runners.isEmpty()) {
			this.stopping = new CountDownLatch(1);
			List<FollowerRunner> waiting = this.runners.stream().filter(FollowerRunner::isPrompt).toList();
			if (!waiting.isEmpty()) {
				this.watch = this.mark.watch(() -> waiting.forEach(FollowerRunner::wake));
			}
			this.runners.forEach(FollowerRunner::start);
			// Inherits nothing of the thread that starts the application
			Thread worker = new Thread(null, this::work, "revtrail-followers", 0, false);
			worker.setDaemon(true);
			this.thread = worker;
			worker.start();
		}
	}

	/** Threads are not interrupted: H2 would close a database file. */
	@Override
	public synchronized void stop() {
		if (isRunning()) {
			this.stopping.countDown();
			if (this.watch != null) {
				this.watch.close();
			}
			this.runners.forEach(FollowerRunner::requestStop);
			try {
				if (this.thread != null) {
					this.thread.join(PATIENCE.toMillis());
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null && this.stopping.getCount() > 0;
	}

	/** The followers as this node last saw them. */
	List<FollowerStatus> lastSeen() {
		return this.lastSeen;
	}

	/**
	 * Stops before the settled mark and the events of followers, and after what serves
	 * requests.
	 */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 1100;
	}

	private void work() {
		CountDownLatch end = this.stopping;
		try {
			do {
				look();
			}
			while (!end.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
			release();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void look() {
		try {
			this.connections.call(this::look);
			this.failing = false;
		}
		catch (SQLException | RuntimeException | Error ex) {
			failed(ex);
		}
	}

	private boolean look(Connection connection) throws SQLException {
		Map<String, State> states = this.table.all(connection);
		this.lastSeen = states.values().stream().map(State::status).toList();
		Map<String, SortedSet<Long>> late = this.lateRevisions.late(connection);
		SQLException failure = null;
		for (FollowerRunner runner : this.runners) {
			try {
				runner.look(connection, states.get(runner.name()),
						late.getOrDefault(runner.name(), Collections.emptySortedSet()), this.node);
			}
			catch (SQLException ex) {
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
		return true;
	}

	private void failed(Throwable failure) {
		if (!this.failing && this.stopping.getCount() > 0) {
			this.failing = true;
			logger.warn("This node could not look after the followers of the change log. Until it can, other "
					+ "nodes may run them.", failure);
		}
	}

	private void release() throws InterruptedException {
		try {
			for (FollowerRunner runner : this.runners) {
				runner.awaitEnd(PATIENCE);
			}
			this.connections.call((connection) -> {
				for (FollowerRunner runner : this.runners) {
					runner.release(connection);
				}
				return true;
			});
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Other nodes run the followers only after a while.", ex);
		}
	}

}
