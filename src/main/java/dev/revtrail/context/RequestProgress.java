package dev.revtrail.context;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.revtrail.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Collects the results of a request from all threads that work on it, until it is
 * answered. Later results are reported at once.
 */
public final class RequestProgress {

	private final Listener listener;

	private final List<Long> revisions = new ArrayList<>();

	private final List<AttemptedChange> attempts = new ArrayList<>();

	private @Nullable Actor actor;

	private @Nullable String traceId;

	private @Nullable Integer status;

	private volatile BooleanSupplier committed = () -> false;

	/**
	 * Creates the progress of a request.
	 * @param listener is called when the request has been answered
	 */
	RequestProgress(Listener listener) {
		this.listener = listener;
	}

	/** Sets the check for a committed response. */
	void answeredBy(BooleanSupplier committed) {
		this.committed = committed;
	}

	/**
	 * Returns whether the response is committed and can no longer change; false for work
	 * that continues after it.
	 */
	boolean isCommitted() {
		return this.committed.getAsBoolean();
	}

	/** Sets the actor of the request; the first known one is kept. */
	synchronized void by(Actor actor) {
		if (this.actor == null) {
			this.actor = actor;
		}
	}

	/** Sets the distributed trace of the request; the first known one is kept. */
	synchronized void within(String traceId) {
		if (this.traceId == null) {
			this.traceId = traceId;
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

	/** Records that the request has been answered; only the first call counts. */
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

	/** Returns the actor of the request, or null if not known. */
	synchronized @Nullable Actor actor() {
		return this.actor;
	}

	/** Returns the id of the distributed trace of the request, or null if not known. */
	synchronized @Nullable String traceId() {
		return this.traceId;
	}

	/** Returns the HTTP status of the answer, or null if there is none yet. */
	synchronized @Nullable Integer status() {
		return this.status;
	}

	/**
	 * Called when a request has been answered, and for later results.
	 */
	@FunctionalInterface
	interface Listener {

		/**
		 * Reports the results of a request.
		 * @param progress the request's progress
		 * @param revisions the numbers of the revisions that were committed
		 * @param attempts the changes that were rolled back
		 * @param late whether the request had already been answered and reported
		 */
		void completed(RequestProgress progress, List<Long> revisions, List<AttemptedChange> attempts, boolean late);

	}

}
