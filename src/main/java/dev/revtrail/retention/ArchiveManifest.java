package dev.revtrail.retention;

import java.time.Instant;
import java.util.List;

/**
 * The manifest of an archive: its file {@code manifest.json}.
 *
 * @param format the version of the form: 2, or 1 for a manifest without a checksum of its
 * own
 * @param purge the id of the run that made the archive
 * @param state the state of the run when the manifest was written
 * @param asOf the instant from which ages were counted back
 * @param policies the policies of the run
 * @param entries the number of entries in the archive
 * @param segments its segments, in the order in which they were written
 */
public record ArchiveManifest(int format, long purge, PurgeStore.State state, Instant asOf,
		List<RetentionPolicy> policies, long entries, List<PurgeStore.Segment> segments) {

	static final int FORMAT = 2;

	static final String FILE = "manifest.json";

	public ArchiveManifest {
		policies = List.copyOf(policies);
		segments = List.copyOf(segments);
	}

}
