package dev.revtrail.web.feed;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.revtrail.feed.SettledMark;
import dev.revtrail.web.feed.WaitingRequest.State;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Keeps the requests that wait for entries, without a thread and without a connection. A
 * request that is to look is dispatched again: when the settled mark has advanced, now
 * and then in case that this node does not learn of it, and at its end. Few look at once,
 * and one that has found nothing pauses before it looks again, so that many requests and
 * many writers do not add up.
 */
final class WaitingRequests implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(WaitingRequests.class);

	/** The result of a request that is to look again. */
	static final Object LOOK = new Object();

	/** Other databases than that of the mark, and replicas that are behind. */
	private static final Duration WITHOUT_MARK = Duration.ofSeconds(5);

	/** The server ends a request that is not answered in time. */
	private static final Duration GRACE = Duration.ofSeconds(60);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final @Nullable SettledMark mark;

	private final WaitingPlaces places;

	/** Those that have left their place, until they have been answered. */
	private final Set<WaitingRequest> left = new HashSet<>();

	private final Looks looks = new Looks();

	private SettledMark.@Nullable Watch watch;

	/** Null while the application does not run. */
	private @Nullable ScheduledThreadPoolExecutor timer;

	WaitingRequests(@Nullable SettledMark mark, WaitingPlaces places) {
		this.mark = mark;
		this.places = places;
	}

	/** Returns the settled mark as this node knows it, to be asked for before a look. */
	long revision() {
		return (this.mark != null) ? this.mark.revision() : 0;
	}

	/**
	 * Gives a request a place.
	 * @throws TooManyWaiting when there is none
	 */
	synchronized void join(WaitingRequest request) {
		this.places.take(request);
		if (this.watch == null && this.mark != null) {
			this.watch = this.mark.watch(this::advanced);
		}
	}

	/**
	 * Has a request that has a place wait, after a look that found nothing.
	 * @param request the request
	 * @param revision the settled mark as this node knew it before the look
	 * @return has a result when the request is to look again
	 */
	DeferredResult<Object> await(WaitingRequest request, long revision) {
		long left = Math.max(0, TimeUnit.NANOSECONDS.toMillis(request.deadline() - System.nanoTime()));
		DeferredResult<Object> look = new DeferredResult<>(left + GRACE.toMillis());
		look.onCompletion(() -> completed(request));
		dispatch(park(request, look, revision));
		return look;
	}

	private synchronized List<WaitingRequest> park(WaitingRequest request, DeferredResult<Object> look, long revision) {
		if (request.state != State.LOOKING) {
			return List.of();
		}
		long now = System.nanoTime();
		request.looked(now);
		this.looks.end(request);
		request.look = look;
		request.state = State.WAITING;
		if (this.timer == null) {
			due(request);
			return next();
		}
		long next = now + WITHOUT_MARK.toNanos();
		wakeAt(request, (next - request.deadline() < 0) ? next : request.deadline(), this.timer);
		if (revision != revision()) {
			wakeAt(request, request.nextLook(), this.timer);
		}
		return next();
	}

	/** Frees the place of a request that is about to be answered. */
	void leave(WaitingRequest request) {
		dispatch(remove(request));
	}

	/** The request has been answered, or its client has gone. */
	private void completed(WaitingRequest request) {
		leave(request);
		forget(request);
	}

	private synchronized void forget(WaitingRequest request) {
		this.left.remove(request);
		notifyAll();
	}

	private synchronized List<WaitingRequest> remove(WaitingRequest request) {
		if (request.state == State.LEFT) {
			return List.of();
		}
		this.looks.end(request);
		cancel(request);
		request.state = State.LEFT;
		this.places.free(request);
		this.left.add(request);
		if (this.places.isEmpty() && this.watch != null) {
			this.watch.close();
			this.watch = null;
		}
		return next();
	}

	/** Only hands on, since the mark waits for it. */
	private synchronized void advanced() {
		if (this.timer != null) {
			this.timer.execute(this::wakeAll);
		}
	}

	private synchronized void wakeAll() {
		ScheduledThreadPoolExecutor timer = this.timer;
		if (timer != null) {
			this.places.waiting().forEach((request) -> wakeAt(request, request.nextLook(), timer));
		}
	}

	/** Sets the time of the next look, unless it is earlier already. */
	private void wakeAt(WaitingRequest request, long time, ScheduledThreadPoolExecutor timer) {
		if (request.timer == null || time - request.wakesAt < 0) {
			cancel(request);
			request.wakesAt = time;
			request.timer = timer.schedule(() -> dispatch(wake(request)), time - System.nanoTime(),
					TimeUnit.NANOSECONDS);
		}
	}

	private void due(WaitingRequest request) {
		cancel(request);
		this.looks.due(request);
	}

	private static void cancel(WaitingRequest request) {
		if (request.timer != null) {
			request.timer.cancel(false);
			request.timer = null;
		}
	}

	private synchronized List<WaitingRequest> wake(WaitingRequest request) {
		if (request.state == State.WAITING) {
			due(request);
		}
		return next();
	}

	/** Takes those whose turn it is to look; at the end of the application, all. */
	private List<WaitingRequest> next() {
		return this.looks.next(this.timer == null);
	}

	/** Without the lock, since the server has locks of its own. */
	private void dispatch(List<WaitingRequest> turn) {
		for (WaitingRequest request : turn) {
			try {
				if (!Objects.requireNonNull(request.look).setResult(LOOK)) {
					completed(request);
				}
			}
			catch (RuntimeException ex) {
				logger.warn("A request that waited for entries could not be dispatched again.", ex);
				completed(request);
			}
		}
	}

	/** Returns how many requests have a place. */
	synchronized int size() {
		return this.places.size();
	}

	/** Returns whether requests may wait: not while the application ends. */
	synchronized boolean isOpen() {
		return this.timer != null;
	}

	@Override
	public synchronized void start() {
		if (this.timer == null) {
			ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, (work) -> {
				// Inherits nothing of the request that comes first
				Thread thread = new Thread(null, work, "revtrail-feed", 0, false);
				thread.setDaemon(true);
				return thread;
			});
			timer.setRemoveOnCancelPolicy(true);
			this.timer = timer;
		}
	}

	/** Has all requests answered with what they have, while the server still runs. */
	@Override
	public void stop() {
		ScheduledThreadPoolExecutor ended = close();
		if (ended != null) {
			dispatch(wakeRest());
			ended.shutdown();
			awaitAnswers();
		}
	}

	private synchronized @Nullable ScheduledThreadPoolExecutor close() {
		ScheduledThreadPoolExecutor ended = this.timer;
		this.timer = null;
		return ended;
	}

	private synchronized List<WaitingRequest> wakeRest() {
		this.places.waiting().toList().forEach(this::due);
		return next();
	}

	private synchronized void awaitAnswers() {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		try {
			while (!(this.places.isEmpty() && this.left.isEmpty()) && deadline - System.nanoTime() > 0) {
				TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return isOpen();
	}

	/** Stops before the web server, which waits for requests that are being answered. */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
