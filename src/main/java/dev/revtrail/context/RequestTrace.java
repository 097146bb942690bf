package dev.revtrail.context;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import dev.revtrail.Actor;
import dev.revtrail.context.ChangeContext.Origin;
import dev.revtrail.context.EndedWork.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what becomes of a request, on whichever threads it is worked at, until it is
 * answered. What comes later is told at once.
 */
public final class RequestTrace {

	private final Origin origin;

	private final Consumer<EndedWork> listener;

	private final List<Long> revisions = new ArrayList<>();

	private final List<Attempt> attempts = new ArrayList<>();

	private @Nullable Actor actor;

	private @Nullable Integer status;

	private volatile BooleanSupplier committed = () -> false;

	/**
	 * A trace.
	 * @param origin where the request comes from, without its actor
	 * @param listener is told when it has been answered
	 */
	RequestTrace(Origin origin, Consumer<EndedWork> listener) {
		this.origin = origin;
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

	void rolledBack(List<Attempt> attempts) {
		add(List.of(), attempts);
	}

	private void add(List<Long> revisions, List<Attempt> attempts) {
		EndedWork late;
		synchronized (this) {
			if (this.status == null) {
				this.revisions.addAll(revisions);
				this.attempts.addAll(attempts);
				return;
			}
			late = work(revisions, attempts, true);
		}
		this.listener.accept(late);
	}

	/** The request has been answered; only the first time counts. */
	void answered(int status) {
		EndedWork work;
		synchronized (this) {
			if (this.status != null) {
				return;
			}
			this.status = status;
			this.committed = () -> false;
			work = work(this.revisions, this.attempts, false);
		}
		this.listener.accept(work);
	}

	private EndedWork work(List<Long> revisions, List<Attempt> attempts, boolean late) {
		return new EndedWork(
				new Origin(this.actor, this.origin.source(), this.origin.requestId(), this.origin.request(), this),
				this.status, revisions, attempts, late);
	}

}
