package dev.revtrail.actuate;

import java.util.List;
import java.util.Optional;

import dev.revtrail.Recording;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.FollowerStatus;
import dev.revtrail.Recording.Failure;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports the status down while the change log cannot record. After a failure, each
 * health check tries to record, so that an idle application recovers too. Omits the
 * messages of failures, since they may contain values. A follower that is parked is
 * named, but nothing is lost.
 */
class RecordingHealthIndicator implements HealthIndicator {

	private final Recording recording;

	private final Feed feed;

	RecordingHealthIndicator(Recording recording, Feed feed) {
		this.recording = recording;
		this.feed = feed;
	}

	@Override
	public Health health() {
		Optional<Failure> last = this.recording.failure();
		Health.Builder health = isRecording(last) ? Health.up() : Health.down();
		this.recording.failure()
			.or(() -> last)
			.ifPresent((failure) -> health.withDetail("lastFailure", failure.time().toString())
				.withDetail("lastError", root(failure.cause()).getClass().getName()));
		List<String> parked = this.feed.lastSeen()
			.stream()
			.filter((follower) -> follower.state() == FollowerStatus.State.PARKED)
			.map(FollowerStatus::name)
			.toList();
		if (!parked.isEmpty()) {
			health.withDetail("parkedFollowers", parked);
		}
		return health.withDetail("pending", this.recording.pending()).withDetail("lost", this.recording.lost()).build();
	}

	private boolean isRecording(Optional<Failure> last) {
		if (last.isEmpty()) {
			return true;
		}
		try {
			this.recording.check();
			return true;
		}
		catch (RuntimeException ex) {
			// It is the failure now
			return false;
		}
	}

	private static Throwable root(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		return root;
	}

}
