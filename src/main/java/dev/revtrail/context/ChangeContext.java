package dev.revtrail.context;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.Revision;

import org.jspecify.annotations.Nullable;

/**
 * Knows who is at work on the current thread, from where and in which request. A
 * transaction's changes are attributed to what is bound when its first tracked change
 * reaches the database, so {@link #runAs} goes around the transaction.
 * <p>
 * What is bound ends with the block that bound it, whether it returns or throws, so it
 * never leaks to the next task on a pooled thread.
 */
public final class ChangeContext {

	private final ThreadLocal<@Nullable Origin> bound = new ThreadLocal<>();

	private final ActorResolver actors;

	private final Supplier<String> job;

	/**
	 * Creates a context.
	 * @param actors who is at work where nothing is bound
	 * @param job the source of work that has neither request nor {@code runAs}
	 */
	public ChangeContext(ActorResolver actors, Supplier<String> job) {
		this.actors = actors;
		this.job = job;
	}

	/**
	 * Does some work on behalf of an actor. A request that is bound stays bound.
	 * @param actor who the changes are attributed to
	 * @param source where they enter: the job's or consumer's name
	 * @param work the work, with its transactions
	 */
	public void runAs(Actor actor, String source, Runnable work) {
		Objects.requireNonNull(actor, "runAs needs an actor; for the application itself take Actor.SYSTEM.");
		Objects.requireNonNull(source, "runAs needs a source, such as the job's name.");
		Origin outer = this.bound.get();
		run(new Origin(actor, source, (outer != null) ? outer.requestId() : null,
				(outer != null) ? outer.request() : null), work);
	}

	/**
	 * Does some work on behalf of an actor and returns its result.
	 * @param <T> the result's type
	 * @param actor who the changes are attributed to
	 * @param source where they enter: the job's or consumer's name
	 * @param work the work, with its transactions
	 * @return what the work returned
	 * @throws Exception what the work threw
	 */
	public <T extends @Nullable Object> T callAs(Actor actor, String source, Callable<T> work) throws Exception {
		Origin outer = this.bound.get();
		return call(new Origin(actor, source, (outer != null) ? outer.requestId() : null,
				(outer != null) ? outer.request() : null), work);
	}

	/**
	 * Takes what is bound here along to another thread. As a method reference it is a
	 * {@code TaskDecorator}: {@code executor.setTaskDecorator(changeContext::wrap)}.
	 * @param work what another thread shall do
	 * @return the same work, attributed as it would be here
	 */
	public Runnable wrap(Runnable work) {
		Origin here = current();
		return () -> run(here, work);
	}

	/**
	 * What the changes of a transaction that starts now are attributed to.
	 * @return actor, source and request, with defaults where nothing is bound
	 */
	public Origin current() {
		Origin origin = this.bound.get();
		if (origin != null && origin.actor() != null) {
			return origin;
		}
		Actor actor = this.actors.currentActor().orElse((origin != null) ? Actor.ANONYMOUS : Actor.SYSTEM);
		return (origin != null) ? new Origin(actor, origin.source(), origin.requestId(), origin.request())
				: new Origin(actor, this.job.get(), null, null);
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
	 * Does some work that somebody asked another process for, such as the consumer of a
	 * message that tells of the request it comes from.
	 * @param origin who the changes are attributed to, from where and in which request
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
	 * Binds an origin to this thread. Whoever calls this has to {@link #restore} what was
	 * bound before.
	 * @param origin what to bind
	 * @return what was bound before
	 */
	@Nullable Origin bind(Origin origin) {
		Origin outer = this.bound.get();
		this.bound.set(origin);
		return outer;
	}

	void restore(@Nullable Origin outer) {
		if (outer != null) {
			this.bound.set(outer);
		}
		else {
			this.bound.remove();
		}
	}

	/**
	 * Who is at work, from where and in which request.
	 *
	 * @param actor the actor; null only while it is left to the {@link ActorResolver}
	 * @param source the application's, job's or consumer's name
	 * @param requestId the request's id, where there is one
	 * @param request the request, where there is one
	 */
	public record Origin(@Nullable Actor actor, String source, @Nullable String requestId,
			Revision.@Nullable Request request) {

	}

}
