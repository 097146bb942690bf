package dev.revtrail.context;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.revtrail.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what becomes of a request, on whichever threads it is worked at, until it is
 * answered. What comes later is reported at once.
 */
public final class RequestTrace {

	private final Listener listener;

	private final List<Long> revisions = new ArrayList<>();

	private final List<AttemptedChange> attempts = new ArrayList<>();

	private @Nullable Actor actor;

	private @Nullable Integer status;

	private volatile BooleanSupplier committed = () -> false;

	/**
	 * Creates a trace.
	 * @param listener is called when the request has been answered
	 */
	RequestTrace(Listener listener) {
		this.listener = listener;
	}

	/** Keeps who knows whether the answer is on its way. */
	void answeredBy(BooleanSupplier committed) {
		this.committed = committed;
	}

	/**
	 * Whether the answer is on its way, so that it cannot be another any more; not of
	 * work that goes on after it.
	 */
	boolean isCommitted() {
		return this.committed.getAsBoolean();
	}

	/** Keeps who made the request; the first one who is known. */
	synchronized void by(Actor actor) {
		if (this.actor == null) {
			this.actor = actor;
		}
	}

	void committed(long revision) {
		add(List.of(revision), List.of());
	}

	void rolledBack(List<AttemptedChange> attempts) {
		add(List.of(), attempts);
	}

	private void add(List<Long> revisions, List<AttemptedChange> attempts) {
		synchronized (this) {
			if (this.status == null) {
				this.revisions.addAll(revisions);
				this.attempts.addAll(attempts);
				return;
			}
		}
		this.listener.completed(this, revisions, attempts, true);
	}

	/** The request has been answered; only the first time counts. */
	void answered(int status) {
		synchronized (this) {
			if (this.status != null) {
				return;
			}
			this.status = status;
			this.committed = () -> false;
		}
		this.listener.completed(this, this.revisions, this.attempts, false);
	}

	/** Returns who made the request, where that is known. */
	synchronized @Nullable Actor actor() {
		return this.actor;
	}

	/** Returns the HTTP status of the answer, once there is one. */
	synchronized @Nullable Integer status() {
		return this.status;
	}

	/**
	 * Is called when a request has been answered, and for what comes later.
	 */
	@FunctionalInterface
	interface Listener {

		/**
		 * Reports what became of a request.
		 * @param trace the trace of the request
		 * @param revisions the numbers of the revisions that were committed
		 * @param attempts the changes that were rolled back
		 * @param late whether the request had already been answered and reported
		 */
		void completed(RequestTrace trace, List<Long> revisions, List<AttemptedChange> attempts, boolean late);

	}

}
