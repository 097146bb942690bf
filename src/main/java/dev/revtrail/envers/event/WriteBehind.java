package dev.revtrail.envers.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.revtrail.context.CompletedWork;
import dev.revtrail.context.WorkListener;
import dev.revtrail.envers.capture.RecordingState;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Writes events and the statuses of answered requests on a thread of its own, so that no
 * caller waits; many statuses take one statement, and many events one transaction. While
 * the database does not answer it tries again; before the application ends, after its web
 * server and before its session factory, it writes all that is left. Where too much has
 * piled up, callers wait for room for a moment, but not for a database that does not
 * answer. What is lost is counted.
 */
final class WriteBehind implements SmartLifecycle, WorkListener {

	private static final Log logger = LogFactory.getLog(WriteBehind.class);

	private static final int CAPACITY = 10_000;

	private static final int BATCH = 500;

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(CAPACITY);

	private final Consumer<Map<Long, Integer>> statuses;

	private final RecordingState recording;

	private final Duration wait;

	private final Duration shutdown;

	private final AtomicLong pending = new AtomicLong();

	private final AtomicLong lost = new AtomicLong();

	private volatile @Nullable Thread thread;

	private volatile CountDownLatch stopping = new CountDownLatch(1);

	private volatile long deadline;

	private volatile boolean stuck;

	/** Whether the end did not wait for the rest, which counts as lost. */
	private volatile boolean abandoned;

	/**
	 * Creates a writer.
	 * @param statuses writes statuses by the numbers of their revisions
	 * @param recording receives the failures
	 * @param wait how long callers wait for room
	 * @param shutdown how long what is left may take at the end
	 */
	WriteBehind(Consumer<Map<Long, Integer>> statuses, RecordingState recording, Duration wait, Duration shutdown) {
		this.statuses = statuses;
		this.recording = recording;
		this.wait = wait;
		this.shutdown = shutdown;
	}

	@Override
	public void ended(CompletedWork work) {
		Integer status = work.status();
		if (status != null) {
			work.revisions().forEach((revision) -> add(new Status(revision, status)));
		}
	}

	/**
	 * Has an event written soon, in the order in which it was handed over.
	 * @param event the event
	 * @param writing writes events in one transaction; those that have it in common may
	 * be written together
	 */
	void later(StandaloneEntries event, Consumer<List<StandaloneEntries>> writing) {
		add(new Event(event, writing));
	}

	/** How many statuses and events wait to be written, or are being written. */
	long pending() {
		return this.pending.get();
	}

	/** How many statuses and events have been lost. */
	long lost() {
		return this.lost.get();
	}

	/** Whether the database did not answer when it was last asked. */
	boolean isStuck() {
		return this.stuck;
	}

	private void add(Item item) {
		this.pending.incrementAndGet();
		if (this.abandoned) {
			lost(1);
		}
		// Before the application runs, the item waits; after it has stopped, no thread
		// would take it
		else if (isStopped() || (!this.queue.offer(item) && !isTakenOrLost(item))) {
			write(List.of(item));
		}
		else if (isStopped()) {
			writeRest();
		}
	}

	/** Waits for room, and gives up where there will be none; false before the start. */
	private boolean isTakenOrLost(Item item) {
		if (this.thread == null) {
			return false;
		}
		try {
			if (this.stuck || !this.queue.offer(item, this.wait.toMillis(), TimeUnit.MILLISECONDS)) {
				lost(1);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			lost(1);
		}
		return true;
	}

	private void lost(int count) {
		this.pending.addAndGet(-count);
		countLost(count);
	}

	/** Counts what is lost without having been handed over. */
	void countLost(int count) {
		if (this.lost.getAndAdd(count) == 0) {
			logger.error("Statuses of requests or events are lost, as the database does not take them.");
		}
	}

	private boolean isStopped() {
		return this.stopping.getCount() == 0 && this.thread == null;
	}

	/** What was handed over while the thread ended. */
	private void writeRest() {
		List<Item> rest = new ArrayList<>();
		this.queue.drainTo(rest);
		write(rest);
	}

	@Override
	public synchronized void start() {
		if (this.thread == null) {
			this.stopping = new CountDownLatch(1);
			this.abandoned = false;
			Thread writer = new Thread(this::work, "revtrail-write-behind");
			writer.setDaemon(true);
			this.thread = writer;
			writer.start();
		}
	}

	@Override
	public synchronized void stop() {
		Thread writer = this.thread;
		if (writer == null) {
			return;
		}
		this.deadline = System.nanoTime() + this.shutdown.toNanos();
		this.stopping.countDown();
		this.queue.offer(new Wake());
		try {
			writer.join(Math.max(1, this.shutdown.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (writer.isAlive()) {
			this.abandoned = true;
			this.thread = null;
			long left = this.pending.get();
			this.lost.addAndGet(left);
			logger.error(left + " statuses of requests and events are lost: the database did not take them within "
					+ this.shutdown.toSeconds() + " s (revtrail.shutdown-timeout).");
			return;
		}
		this.thread = null;
		writeRest();
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	/** Stops after everything that may still add items, the web server above all. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 1000;
	}

	private void work() {
		CountDownLatch end = this.stopping;
		PendingWrites writes = pendingWrites();
		try {
			while (!this.abandoned && (end.getCount() > 0 || !this.queue.isEmpty() || !writes.isEmpty())) {
				take(writes);
				this.stuck = !writes.attempt(() -> !this.abandoned);
				if (!mayWait(end)) {
					writes.giveUp();
				}
				else if (this.stuck) {
					TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			writes.giveUp();
		}
	}

	/** Waits for something to write; no longer than the pause if something is left. */
	private void take(PendingWrites writes) throws InterruptedException {
		List<Item> items = new ArrayList<>();
		Item first = writes.isEmpty() ? this.queue.take()
				: this.queue.poll(this.stuck ? 0 : PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		if (first != null) {
			items.add(first);
		}
		this.queue.drainTo(items, Math.max(0, BATCH - writes.count()));
		add(items, writes);
	}

	private boolean mayWait(CountDownLatch end) {
		return end.getCount() > 0 || System.nanoTime() < this.deadline;
	}

	/** Writes items on the caller's thread, which does not wait for the database. */
	private void write(List<Item> items) {
		PendingWrites writes = pendingWrites();
		add(items, writes);
		writes.attempt(() -> !this.abandoned);
		writes.giveUp();
	}

	private PendingWrites pendingWrites() {
		return new PendingWrites((count) -> this.pending.addAndGet(-count), (count) -> {
			// What was abandoned has been counted
			if (!this.abandoned) {
				lost(count);
			}
		}, PAUSE);
	}

	/** Adds events in batches, and all statuses as one write. */
	private void add(List<Item> items, PendingWrites writes) {
		Map<Long, Integer> known = new LinkedHashMap<>();
		EventBatch batch = null;
		for (Item item : items) {
			if (item instanceof Status status) {
				known.put(status.revision(), status.status());
			}
			else if (item instanceof Event event && (batch == null || !batch.add(event.event(), event.writing()))) {
				EventBatch next = new EventBatch(event.event(), event.writing());
				writes.add(next);
				batch = next;
			}
		}
		if (!known.isEmpty()) {
			writes.add(new Statuses(known, this::writeStatuses));
		}
	}

	private void writeStatuses(Map<Long, Integer> known) {
		try {
			this.statuses.accept(known);
		}
		catch (RuntimeException ex) {
			this.recording.failed(ex);
			throw ex;
		}
		this.recording.recorded(0);
	}

	/** What is to be written. */
	private sealed interface Item permits Status, Event, Wake {

	}

	/**
	 * The status of a revision's request.
	 *
	 * @param revision the revision's number
	 * @param status the status
	 */
	private record Status(long revision, int status) implements Item {

	}

	/**
	 * An event.
	 *
	 * @param event the event
	 * @param writing writes events in one transaction
	 */
	private record Event(StandaloneEntries event, Consumer<List<StandaloneEntries>> writing) implements Item {

	}

	/**
	 * Statuses that are written together.
	 *
	 * @param known the statuses by revision
	 * @param writing writes them
	 */
	private record Statuses(Map<Long, Integer> known,
			Consumer<Map<Long, Integer>> writing) implements PendingWrites.Write {

		@Override
		public void write() {
			this.writing.accept(this.known);
		}

		@Override
		public int count() {
			return this.known.size();
		}

		@Override
		public String toString() {
			return "The HTTP statuses of " + this.known.size() + " revisions";
		}

	}

	/** Nothing: has the thread look whether it is to end. */
	private record Wake() implements Item {

	}

}
