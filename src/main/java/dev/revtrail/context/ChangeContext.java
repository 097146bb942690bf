package dev.revtrail.context;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.TraceIdResolver;

import org.jspecify.annotations.Nullable;

/**
 * Holds the origin of work on the current thread: actor, source and request. A
 * transaction's changes are attributed to the origin that is bound when its first tracked
 * change reaches the database, so {@link #runAs} must enclose the transaction.
 * <p>
 * What is bound ends with the block that bound it, whether it returns or throws, so it
 * never leaks to the next task on a pooled thread.
 */
public final class ChangeContext {

	private final ThreadLocal<@Nullable Origin> bound = new ThreadLocal<>();

	private final ActorResolver actors;

	private final Supplier<String> job;

	private final TraceIdResolver traceIds;

	private final WorkListener listener;

	/**
	 * Creates a context.
	 * @param actors resolves the actor if none is bound
	 * @param job the source of work that has neither request nor {@code runAs}
	 * @param traceIds resolves the distributed trace of current work
	 * @param listener receives work that has ended
	 */
	public ChangeContext(ActorResolver actors, Supplier<String> job, TraceIdResolver traceIds, WorkListener listener) {
		this.actors = actors;
		this.job = job;
		this.traceIds = traceIds;
		this.listener = listener;
	}

	/**
	 * Creates a context without distributed traces and without a listener.
	 * @param actors resolves the actor if none is bound
	 * @param job the source of work that has neither request nor {@code runAs}
	 */
	public ChangeContext(ActorResolver actors, Supplier<String> job) {
		this(actors, job, Optional::empty, (work) -> {
		});
	}

	/**
	 * Does work on behalf of an actor. A bound request stays bound.
	 * @param actor the actor that changes are attributed to
	 * @param source the name of the job or consumer
	 * @param work the work, with its transactions
	 */
	public void runAs(Actor actor, String source, Runnable work) {
		Objects.requireNonNull(actor, "runAs needs an actor; for the application itself take Actor.SYSTEM.");
		Objects.requireNonNull(source, "runAs needs a source, such as the job's name.");
		run(as(actor, source), work);
	}

	/**
	 * Does work on behalf of an actor and returns its result.
	 * @param <T> the result's type
	 * @param actor the actor that changes are attributed to
	 * @param source the name of the job or consumer
	 * @param work the work, with its transactions
	 * @return what the work returned
	 * @throws Exception what the work threw
	 */
	public <T extends @Nullable Object> T callAs(Actor actor, String source, Callable<T> work) throws Exception {
		return call(as(actor, source), work);
	}

	private Origin as(Actor actor, String source) {
		Origin outer = this.bound.get();
		return (outer != null)
				? new Origin(actor, source, outer.requestId(), outer.traceId(), outer.request(), outer.progress())
				: new Origin(actor, source, null, null);
	}

	/**
	 * Wraps work for another thread with the origin that is bound here. As a method
	 * reference it is a {@code TaskDecorator}:
	 * {@code executor.setTaskDecorator(changeContext::wrap)}.
	 * @param work the work for another thread
	 * @return the same work, attributed as it would be here
	 */
	public Runnable wrap(Runnable work) {
		Origin here = current();
		return () -> run(here, work);
	}

	/**
	 * Returns the origin that the changes of a transaction that starts now are attributed
	 * to.
	 * @return actor, source, request and trace, with defaults where nothing is bound
	 */
	public Origin current() {
		Origin origin = attributed(this.bound.get());
		String traceId = this.traceIds.currentTraceId().orElse(origin.traceId());
		if (origin.progress() != null && traceId != null) {
			origin.progress().within(traceId);
		}
		return Objects.equals(traceId, origin.traceId()) ? origin : origin.within(traceId);
	}

	private Origin attributed(@Nullable Origin origin) {
		if (origin != null && origin.actor() != null) {
			return origin;
		}
		Actor actor = this.actors.currentActor().orElse((origin != null) ? Actor.ANONYMOUS : Actor.SYSTEM);
		if (origin == null) {
			return new Origin(actor, this.job.get(), null, null);
		}
		if (origin.progress() != null && actor.type() != Actor.Type.ANONYMOUS) {
			origin.progress().by(actor);
		}
		return origin.by(actor);
	}

	/**
	 * Records that a revision with an origin was committed.
	 * @param origin the origin
	 * @param revision the revision's number
	 */
	public void committed(Origin origin, long revision) {
		if (origin.progress() != null) {
			origin.progress().committed(revision);
		}
	}

	/**
	 * Records that a transaction that had changed tracked records was rolled back.
	 * @param origin the origin of its changes
	 * @param attempts the changes
	 */
	public void rolledBack(Origin origin, List<AttemptedChange> attempts) {
		if (origin.progress() != null) {
			origin.progress().rolledBack(attempts);
		}
		else {
			this.listener.ended(new CompletedWork(origin, null, List.of(), attempts, false));
		}
	}

	/**
	 * Returns whether the response to the current request is committed, so that a failure
	 * can no longer change it.
	 * @return whether it is; false where there is no request
	 */
	public boolean isAnswerCommitted() {
		Origin origin = this.bound.get();
		return origin != null && origin.progress() != null && origin.progress().isCommitted();
	}

	/** Has an origin's request followed until it is answered. */
	Origin followed(Origin origin) {
		return origin.followedBy(follow(origin));
	}

	<T extends @Nullable Object> T call(Origin origin, Callable<T> work) throws Exception {
		Origin outer = bind(origin);
		try {
			return work.call();
		}
		finally {
			restore(outer);
		}
	}

	/**
	 * Does work that another process has requested, such as the consumer of a message
	 * that names the request it comes from.
	 * @param origin the origin that changes are attributed to
	 * @param work the work, with its transactions
	 */
	public void run(Origin origin, Runnable work) {
		Origin outer = bind(origin);
		try {
			work.run();
		}
		finally {
			restore(outer);
		}
	}

	/**
	 * Answers a request that did not come through this application's server, such as one
	 * that a gateway passes on.
	 * @param origin the origin, with the request
	 * @param work the work, with its transactions; it returns the HTTP status of the
	 * answer
	 */
	public void answer(Origin origin, IntSupplier work) {
		RequestProgress progress = follow(origin);
		run(origin.followedBy(progress), () -> progress.answered(work.getAsInt()));
	}

	/**
	 * Binds an origin to this thread. The caller must {@link #restore} the origin that
	 * was bound before.
	 * @param origin the origin to bind
	 * @return what was bound before
	 */
	@Nullable Origin bind(Origin origin) {
		Origin outer = this.bound.get();
		this.bound.set(origin);
		return outer;
	}

	/**
	 * Returns the origin that is bound to this thread, with its actor unresolved; null if
	 * none is.
	 */
	@Nullable Origin bound() {
		return this.bound.get();
	}

	void restore(@Nullable Origin outer) {
		if (outer != null) {
			this.bound.set(outer);
		}
		else {
			this.bound.remove();
		}
	}

	private RequestProgress follow(Origin origin) {
		return new RequestProgress((progress, revisions, attempts,
				late) -> this.listener.ended(new CompletedWork(new Origin(progress.actor(), origin.source(),
						origin.requestId(), progress.traceId(), origin.request(), progress), progress.status(),
						revisions, attempts, late)));
	}

}
