package dev.revtrail.web.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Records the reads of those who follow the log, once for each actor, filter and hour
 * instead of once for each call. The first entries of an hour are recorded before they
 * are served, without a number, or are not served where {@code VIEW} fails closed; when
 * the hour or the application ends, a second event has the number of entries that were
 * served in the hour. An hour with the first event alone is one whose node was killed.
 */
public final class TailReads implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(TailReads.class);

	private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

	/** Reads beyond this number of tails in an hour are recorded one by one. */
	private static final int MOST_TAILS = 1000;

	private final EventLog events;

	private final Clock clock;

	private final int mostTails;

	private final Map<Key, Tail> tails = new ConcurrentHashMap<>();

	/** Null while the application does not run. */
	private volatile @Nullable ScheduledExecutorService timer;

	/**
	 * Creates a record of reads.
	 * @param events where they are recorded
	 * @param clock says which hour it is
	 */
	public TailReads(EventLog events, Clock clock) {
		this(events, clock, MOST_TAILS);
	}

	TailReads(EventLog events, Clock clock, int mostTails) {
		this.events = events;
		this.clock = clock;
		this.mostTails = mostTails;
	}

	/**
	 * Records that entries are about to be served.
	 * @param actor the reader
	 * @param query which entries
	 * @param entries how many entries are served; none is not recorded
	 * @throws RuntimeException if the read cannot be recorded and {@code VIEW} fails
	 * closed ({@code revtrail.events.on-failure}): then nothing may be served
	 */
	public void served(Actor actor, ChangeQuery query, int entries) {
		served(actor, ReadFilter.of(query), entries);
	}

	void served(Actor actor, String filter, int entries) {
		if (entries == 0) {
			return;
		}
		Key key = new Key(actor, LoggedText.of(filter), this.clock.instant().truncatedTo(ChronoUnit.HOURS));
		Tail tail = tail(key);
		if (tail == null || !tail.add(entries, () -> this.events.recordAlone(List.of(event(key))))) {
			this.events.recordAlone(List.of(event(key).with("rows", entries)));
		}
	}

	private @Nullable Tail tail(Key key) {
		Tail known = this.tails.get(key);
		boolean room = this.timer != null && this.tails.size() < this.mostTails;
		return (known == null && room) ? this.tails.computeIfAbsent(key, (absent) -> new Tail()) : known;
	}

	private static Event event(Key key) {
		Event view = Event.of(Action.VIEW, RecordRef.none(RecordRef.CHANGE_LOG)).by(key.actor());
		return key.filter().in(view, "query").with("hour", key.hour());
	}

	/** Records the numbers of the hours that have ended. */
	void closeEnded() {
		close(this.clock.instant().truncatedTo(ChronoUnit.HOURS));
	}

	private void close(Instant end) {
		for (Key key : List.copyOf(this.tails.keySet())) {
			Tail tail = key.hour().isBefore(end) ? this.tails.remove(key) : null;
			long rows = (tail != null) ? tail.close() : 0;
			if (rows > 0) {
				record(event(key).with("rows", rows));
			}
		}
	}

	private void record(Event event) {
		try {
			this.events.recordLater(event);
		}
		catch (RuntimeException ex) {
			logger.error("The number of entries that " + event.actor() + " was served could not be recorded: " + event,
					ex);
		}
	}

	@Override
	public synchronized void start() {
		if (this.timer == null) {
			ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((work) -> {
				Thread thread = new Thread(null, work, "revtrail-tails", 0, false);
				thread.setDaemon(true);
				return thread;
			});
			timer.scheduleWithFixedDelay(this::closeEnded, BETWEEN_LOOKS.toSeconds(), BETWEEN_LOOKS.toSeconds(),
					TimeUnit.SECONDS);
			this.timer = timer;
		}
	}

	/** Stops after the web server, and before what writes events. */
	@Override
	public synchronized void stop() {
		ScheduledExecutorService timer = this.timer;
		if (timer != null) {
			this.timer = null;
			timer.shutdown();
			close(Instant.MAX);
		}
	}

	@Override
	public boolean isRunning() {
		return this.timer != null;
	}

	@Override
	public int getPhase() {
		return 0;
	}

	/**
	 * A tail in an hour.
	 *
	 * @param actor the reader
	 * @param filter the filter
	 * @param hour the hour's start
	 */
	private record Key(Actor actor, LoggedText filter, Instant hour) {

	}

	/**
	 * Counts the entries of a tail in an hour.
	 */
	private static final class Tail {

		private boolean recorded;

		private boolean closed;

		private long rows;

		/** Adds entries; false where the number has been recorded already. */
		synchronized boolean add(int entries, Runnable first) {
			if (this.closed) {
				return false;
			}
			if (!this.recorded) {
				first.run();
				this.recorded = true;
			}
			this.rows += entries;
			return true;
		}

		synchronized long close() {
			this.closed = true;
			return this.rows;
		}

	}

}
