package dev.revtrail.actuate;

import dev.revtrail.feed.Feed;
import dev.revtrail.feed.FollowerStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Registers the meters of followers.
 */
class FollowerMetrics implements MeterBinder {

	private final Feed feed;

	FollowerMetrics(Feed feed) {
		this.feed = feed;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("revtrail.followers.behind", this.feed, FollowerMetrics::behind)
			.description("Revisions that the slowest follower of the change log has not got yet")
			.register(registry);
		Gauge.builder("revtrail.followers.parked", this.feed, FollowerMetrics::parked)
			.description("Followers of the change log that wait for a command")
			.register(registry);
	}

	private static long behind(Feed feed) {
		return feed.lastSeen().stream().mapToLong(FollowerStatus::revisionsBehind).max().orElse(0);
	}

	private static long parked(Feed feed) {
		return feed.lastSeen().stream().filter((follower) -> follower.state() == FollowerStatus.State.PARKED).count();
	}

}
