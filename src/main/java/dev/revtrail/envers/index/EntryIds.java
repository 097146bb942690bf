package dev.revtrail.envers.index;

import java.time.Duration;
import java.time.Instant;

/**
 * Entry ids: milliseconds since 2020, then the low bits of the revision number, then a
 * sequence. Revisions of one millisecond differ in their numbers, so ids need neither a
 * coordinator nor random bits. A transaction with more entries than the sequence holds
 * goes on in the milliseconds that follow.
 */
public final class EntryIds {

	/** How far a transaction's ids may run ahead of its clock: 60 million entries. */
	static final Duration DRIFT = Duration.ofMinutes(1);

	private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();

	private static final int REVISION_BITS = 12;

	private static final int SEQUENCE_BITS = 10;

	private EntryIds() {
	}

	public static long id(Instant recordedAt, long revision, int index) {
		long millis = recordedAt.toEpochMilli() - EPOCH + (index >> SEQUENCE_BITS);
		long number = revision & ((1 << REVISION_BITS) - 1);
		return (((millis << REVISION_BITS) | number) << SEQUENCE_BITS) | (index & ((1 << SEQUENCE_BITS) - 1));
	}

	/** How far apart the ids of two instants are. */
	public static long distance(Duration duration) {
		return duration.toMillis() << (REVISION_BITS + SEQUENCE_BITS);
	}

	/** When an entry of that id was recorded, to the millisecond. */
	public static Instant instant(long id) {
		return Instant.ofEpochMilli((id >> (REVISION_BITS + SEQUENCE_BITS)) + EPOCH);
	}

	/** The lowest id that an entry recorded at an instant or later can have. */
	public static long floor(Instant instant) {
		long millis = instant.toEpochMilli() - EPOCH;
		long limit = 1L << (Long.SIZE - 1 - REVISION_BITS - SEQUENCE_BITS);
		return (millis >= limit) ? Long.MAX_VALUE
				: (millis < -limit) ? Long.MIN_VALUE : millis << (REVISION_BITS + SEQUENCE_BITS);
	}

	/** An id above all that an entry recorded before an instant can have. */
	public static long ceiling(Instant instant) {
		return floor(instant.plus(DRIFT).plusMillis(1));
	}

}
