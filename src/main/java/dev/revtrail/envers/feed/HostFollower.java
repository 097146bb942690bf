package dev.revtrail.envers.feed;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.feed.Follower;
import dev.revtrail.feed.Follower.Start;

/**
 * Runs a follower that the host declares. What the follower itself changes is recorded as
 * done by the system.
 */
final class HostFollower implements FollowerTask {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Follower follower;

	private final Supplier<ChangeLog> log;

	private final ChangeContext context;

	HostFollower(Follower follower, Supplier<ChangeLog> log, ChangeContext context) {
		this.follower = follower;
		this.log = log;
		this.context = context;
	}

	@Override
	public String name() {
		return this.follower.name();
	}

	@Override
	public Start start() {
		return this.follower.start();
	}

	@Override
	public boolean isTransactional() {
		return this.follower.isTransactional();
	}

	@Override
	public boolean isBeforePurge() {
		return this.follower.isBeforePurge();
	}

	@Override
	public Duration pause() {
		return PAUSE;
	}

	@Override
	public boolean isPrompt() {
		return true;
	}

	@Override
	public boolean canBeParked() {
		return true;
	}

	@Override
	public long advance(Step step) throws Exception {
		return this.context.callAs(Actor.SYSTEM, name(), () -> {
			ChangeQuery query = this.follower.query().oldestFirst().settledOnly();
			ChangeSlice slice = this.log.get()
				.slice(query, new Cursor(step.position() - 1, step.position()), this.follower.batchSize());
			Set<Long> passed = slice.entries().isEmpty() ? Set.of() : step.passed().get();
			List<ChangeEntry> entries = slice.entries()
				.stream()
				.filter((entry) -> !passed.contains(entry.revision().number()))
				.toList();
			if (!entries.isEmpty()) {
				this.follower.accept(entries);
			}
			long next = Math.max(step.position(), slice.end().forwardFrom());
			// The end of a query that has one itself is that of its last entry
			return (slice.next() == null) ? Math.max(next, step.end()) : Step.next(next, passed);
		});
	}

	@Override
	public void late(SortedSet<Long> revisions) throws Exception {
		for (long revision : revisions) {
			this.context.callAs(Actor.SYSTEM, name(), () -> {
				ChangeQuery query = this.follower.query().revision(revision).oldestFirst().withUnsettled();
				Cursor after = null;
				do {
					ChangeSlice slice = this.log.get().slice(query, after, this.follower.batchSize());
					if (!slice.entries().isEmpty()) {
						this.follower.accept(slice.entries());
					}
					after = slice.next();
				}
				while (after != null);
				return true;
			});
		}
	}

}
