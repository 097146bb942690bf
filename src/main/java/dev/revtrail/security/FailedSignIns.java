package dev.revtrail.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Records failed sign-ins in a way that strangers cannot fill the log: in each window,
 * the first ones aimed at an account one by one, and the others with one event for the
 * account when the window ends. Those that are aimed at no account count for the network
 * that they come from. What there is no room for is counted together.
 */
final class FailedSignIns implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(FailedSignIns.class);

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

	/** How many accounts and networks have a number of their own in a window. */
	private static final int MOST_TARGETS = 1000;

	/** How many distinct names or networks of a target are counted. */
	private static final int MOST_DISTINCT = 1000;

	private static final int LONGEST_NAME = 128;

	private final EventLog events;

	private final int alone;

	private final Duration period;

	private final int mostTargets;

	private final Clock clock;

	private Window window;

	private @Nullable ScheduledExecutorService timer;

	/**
	 * Creates a recorder.
	 * @param events where sign-ins are recorded
	 * @param alone how many of a target are recorded one by one in a window
	 * @param period how long a window lasts
	 * @param clock the clock
	 */
	FailedSignIns(EventLog events, int alone, Duration period, Clock clock) {
		this(events, alone, period, MOST_TARGETS, clock);
	}

	FailedSignIns(EventLog events, int alone, Duration period, int mostTargets, Clock clock) {
		this.events = events;
		this.alone = alone;
		this.period = period;
		this.mostTargets = mostTargets;
		this.clock = clock;
		this.window = new Window(number(clock.instant()));
	}

	/**
	 * Records a failed sign-in, or counts it.
	 * @param user the user's record, without an id where there is no such account
	 * @param name the name that was given; null where the credential has none
	 * @param reason why it failed
	 * @param address the address that it came from; null if it is not known
	 */
	void failed(RecordRef user, @Nullable String name, String reason, @Nullable String address) {
		String network = ClientNetwork.of(address);
		Target target = new Target(user, user.hasId() ? null : network);
		if (count(target, name, network)) {
			Event event = Event.of(Action.SIGN_IN.failed(), user).failed().by(Actor.ANONYMOUS).with("reason", reason);
			this.events
				.recordAlone(List.of((name != null) ? event.with("user_name", printable(name), LONGEST_NAME) : event));
		}
	}

	private boolean count(Target target, @Nullable String name, String network) {
		closeEnded();
		synchronized (this) {
			Failures failures = this.window.targets.get(target);
			if (failures == null && this.window.targets.size() < this.mostTargets) {
				failures = new Failures();
				this.window.targets.put(target, failures);
			}
			if (failures == null) {
				this.window.others.add(name, network);
				return false;
			}
			if (failures.alone < this.alone) {
				failures.alone++;
				return true;
			}
			failures.add(name, network);
			return false;
		}
	}

	/** Control characters end nothing and hide nothing where the name is read. */
	private static String printable(String name) {
		return name.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "");
	}

	/** Records the summaries of a window that has ended. */
	void closeEnded() {
		Window ended = null;
		synchronized (this) {
			long number = number(this.clock.instant());
			if (number > this.window.number) {
				ended = this.window;
				this.window = new Window(number);
			}
		}
		if (ended != null) {
			close(ended);
		}
	}

	private void close(Window ended) {
		Instant start = Instant.ofEpochSecond(ended.number * this.period.toSeconds());
		ended.targets.forEach((target, failures) -> summarize(failures, target.user(), target.network(), start));
		summarize(ended.others, new RecordRef(RecordRef.APPLICATION, ""), null, start);
	}

	private void summarize(Failures failures, RecordRef user, @Nullable String network, Instant start) {
		if (failures.attempts == 0) {
			return;
		}
		Event event = Event.of(Action.SIGN_IN.failed(), user)
			.failed()
			.by(Actor.ANONYMOUS)
			.with("attempts", failures.attempts)
			.with("since", start)
			.with("until", start.plus(this.period))
			.with("user_names", failures.names.size());
		Event summary = (network != null) ? event.with("network", network)
				: event.with("networks", failures.networks.size());
		try {
			this.events.recordLater(summary);
		}
		catch (RuntimeException ex) {
			logger.error("Failed sign-ins could not be recorded: " + summary, ex);
		}
	}

	private long number(Instant instant) {
		return Math.floorDiv(instant.getEpochSecond(), this.period.toSeconds());
	}

	@Override
	public synchronized void start() {
		if (this.timer == null) {
			ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((work) -> {
				Thread thread = new Thread(null, work, "revtrail-sign-ins", 0, false);
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
	public void stop() {
		Window last;
		synchronized (this) {
			ScheduledExecutorService timer = this.timer;
			if (timer == null) {
				return;
			}
			this.timer = null;
			timer.shutdown();
			last = this.window;
			this.window = new Window(last.number);
		}
		close(last);
	}

	@Override
	public synchronized boolean isRunning() {
		return this.timer != null;
	}

	@Override
	public int getPhase() {
		return 0;
	}

	/**
	 * What failed sign-ins are counted for.
	 *
	 * @param user the user's record, without an id where there is no such account
	 * @param network the network that they come from, where there is no such account
	 */
	private record Target(RecordRef user, @Nullable String network) {

	}

	/**
	 * The failures of a window.
	 */
	private static final class Window {

		private final long number;

		private final Map<Target, Failures> targets = new LinkedHashMap<>();

		private final Failures others = new Failures();

		Window(long number) {
			this.number = number;
		}

	}

	/**
	 * The failures of a target in a window that have no event of their own.
	 */
	private static final class Failures {

		private final Set<Integer> names = new HashSet<>();

		private final Set<String> networks = new HashSet<>();

		private int alone;

		private long attempts;

		/** Of names, only hashes are kept: they may be long. */
		private void add(@Nullable String name, String network) {
			this.attempts++;
			if (name != null && this.names.size() < MOST_DISTINCT) {
				this.names.add(name.hashCode());
			}
			if (this.networks.size() < MOST_DISTINCT) {
				this.networks.add(network);
			}
		}

	}

}
