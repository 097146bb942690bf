package dev.revtrail.actuate;

import java.util.List;
import java.util.Map;

import dev.revtrail.Diagnostics;
import dev.revtrail.Recording;
import dev.revtrail.TrackingReport;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.FollowerStatus;
import dev.revtrail.retention.RetentionPolicies;
import dev.revtrail.retention.RetentionPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows what the change log records and what it does not, for how long, and who follows
 * it. Contains names only, and no values.
 */
@Endpoint(id = "revtrail")
public final class RevtrailEndpoint {

	private final Diagnostics diagnostics;

	private final Recording recording;

	private final Feed feed;

	private final ObjectProvider<RetentionPolicies> policies;

	RevtrailEndpoint(Diagnostics diagnostics, Recording recording, Feed feed,
			ObjectProvider<RetentionPolicies> policies) {
		this.diagnostics = diagnostics;
		this.recording = recording;
		this.feed = feed;
		this.policies = policies;
	}

	/**
	 * Returns the present state.
	 * @return the report and what is kept, followed and recorded
	 */
	@ReadOperation
	public Shown show() {
		List<Kept> kept = this.policies.stream().flatMap((policies) -> policies.all().stream()).map(Kept::of).toList();
		return new Shown(this.diagnostics.report(), kept, this.feed.lastSeen(),
				Map.of("entries", this.recording.entries(), "failures", this.recording.failures(), "pending",
						this.recording.pending(), "lost", this.recording.lost()));
	}

	/**
	 * What is shown.
	 *
	 * @param tracking what is recorded and what is not
	 * @param retention the policies by which entries are kept; none keeps all for ever
	 * @param followers who follows the log, as this node last saw them
	 * @param recording how many entries this node has recorded, and how many failed, wait
	 * and are lost
	 */
	public record Shown(TrackingReport tracking, List<Kept> retention, List<FollowerStatus> followers,
			Map<String, Long> recording) {

	}

	/**
	 * A retention policy.
	 *
	 * @param name its name
	 * @param organization the organization it is for; null for every one
	 * @param recordType the record type it is for; null for every one
	 * @param period how long entries are kept, such as {@code P6Y}; null for ever
	 */
	public record Kept(String name, @Nullable String organization, @Nullable String recordType,
			@Nullable String period) {

		private static Kept of(RetentionPolicy policy) {
			return new Kept(policy.name(), policy.organizationId(), policy.recordType(),
					(policy.period() != null) ? policy.period().toString() : null);
		}

	}

}
