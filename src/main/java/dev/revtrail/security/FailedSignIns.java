package dev.revtrail.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.context.PlainText;
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

	/**
	 * How many accounts have a number of their own in a window, and how many networks: no
	 * number of networks takes the room of an account.
	 */
	private static final int MOST_TARGETS = 1000;

	private static final int LONGEST_NAME = 128;

	private final EventLog events;

	private final int alone;

	private final Duration period;

	private final int mostTargets;

	private final Clock clock;

	/** Names are kept as digests that no one outside can aim at. */
	private final byte[] salt = new SecureRandom().generateSeed(16);

	private FailureWindow window;

	private final List<FailureWindow> ended = new ArrayList<>();

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
		this.window = window(number(clock.instant()));
	}

	/**
	 * Records a failed sign-in, or counts it. Either is done in the background: how long
	 * it takes does not reveal whether there is such an account.
	 * @param account the account that it is aimed at; null where there is none
	 * @param user the record that it is about
	 * @param name the name that was given; null where the credential has none
	 * @param reason why it failed
	 * @param address the address that it came from; null if it is not known
	 */
	void failed(@Nullable Actor account, RecordRef user, @Nullable String name, String reason,
			@Nullable String address) {
		String network = ClientNetwork.of(address);
		if (count(account, user, (name != null) ? digest(name) : null, network)) {
			Event event = Event.of(Action.SIGN_IN.failed(), user).failed().by(Actor.ANONYMOUS).with("reason", reason);
			this.events.recordLater((name != null) ? event.with("user_name", printable(name), LONGEST_NAME) : event);
		}
	}

	private synchronized boolean count(@Nullable Actor account, RecordRef user, @Nullable Long name, String network) {
		endWindow();
		return this.window.count(account, user, name, network);
	}

	/** Control characters end nothing and hide nothing where the name is read. */
	private static String printable(String name) {
		return PlainText.of(name);
	}

	private long digest(String name) {
		return ByteBuffer.wrap(Sha256.of(this.salt, name.getBytes(StandardCharsets.UTF_8))).getLong();
	}

	/** A request does not record what others did: that is for the timer. */
	private void endWindow() {
		long number = number(this.clock.instant());
		if (number > this.window.number()) {
			this.ended.add(this.window);
			this.window = window(number);
		}
	}

	/** Records the summaries of the windows that have ended. */
	void closeEnded() {
		List<FailureWindow> ended;
		synchronized (this) {
			endWindow();
			ended = List.copyOf(this.ended);
			this.ended.clear();
		}
		ended.forEach(this::close);
	}

	private void close(FailureWindow ended) {
		Instant start = Instant.ofEpochSecond(ended.number() * this.period.toSeconds());
		ended.summaries().forEach((failures) -> summarize(failures, start));
	}

	private void summarize(FailureWindow.Failures failures, Instant start) {
		Event event = Event.of(Action.SIGN_IN.failed(), failures.user())
			.failed()
			.by(Actor.ANONYMOUS)
			.with("attempts", failures.attempts())
			.with("since", start)
			.with("until", start.plus(this.period))
			.with("user_names", failures.names());
		Event summary = (failures.network() != null) ? event.with("network", failures.network())
				: event.with("networks", failures.networks());
		try {
			this.events.recordLater(summary);
		}
		catch (RuntimeException ex) {
			logger.error("Failed sign-ins could not be recorded: " + summary, ex);
		}
	}

	private FailureWindow window(long number) {
		return new FailureWindow(number, this.alone, this.mostTargets);
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
		synchronized (this) {
			ScheduledExecutorService timer = this.timer;
			if (timer == null) {
				return;
			}
			this.timer = null;
			timer.shutdown();
			this.ended.add(this.window);
			this.window = window(this.window.number());
		}
		closeEnded();
	}

	@Override
	public synchronized boolean isRunning() {
		return this.timer != null;
	}

	@Override
	public int getPhase() {
		return 0;
	}

}
