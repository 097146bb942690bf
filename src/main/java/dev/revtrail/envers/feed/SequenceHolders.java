package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.envers.model.RevisionSequence;
import org.jspecify.annotations.Nullable;

/**
 * Shows up to which number all transactions have ended: who has taken one holds a lock on
 * the sequence until then. The last number is read before the holders, so that a
 * transaction that has taken it or a lower one is among them, or has ended. Not for
 * several threads.
 */
final class SequenceHolders implements RevisionsInFlight {

	/** No time has to pass: a number without a row is in flight, or known to be gone. */
	private static final Duration FOREVER = Duration.ofDays(36_500);

	private static final int MOST_NUMBERS = 1000;

	/** How the names of transactions in a two-phase commit begin. */
	private static final String PREPARED = "-1/";

	private final SequenceReader reader;

	private @Nullable RevisionSequence sequence;

	/** Last numbers, and who held the sequence then and still does. */
	private final TreeMap<Long, Set<String>> holders = new TreeMap<>();

	/** Who held the sequence when this was asked the last time. */
	private Set<String> seen = Set.of();

	private long ended = -1;

	SequenceHolders(SequenceReader reader) {
		this.reader = reader;
	}

	@Override
	public Duration gapTime(Duration configured) {
		return FOREVER;
	}

	@Override
	public Seen look(Connection connection, long first, long last) throws SQLException {
		RevisionSequence sequence = this.sequence;
		if (sequence == null) {
			sequence = this.reader.read(connection);
			this.sequence = sequence;
		}
		Long number = sequence.last(connection);
		return new Seen(new TreeSet<>(), ended(number, sequence.holders(connection)));
	}

	/**
	 * Finds up to which number all transactions have ended.
	 * @param number the last number; null where it is not known
	 * @param now who holds the sequence, read after the number
	 */
	long ended(@Nullable Long number, Set<String> now) {
		if (number != null && number > this.ended && this.holders.size() < MOST_NUMBERS) {
			this.holders.putIfAbsent(number, now);
		}
		Set<String> prepared = now.stream()
			.filter((holder) -> holder.startsWith(PREPARED) && !this.seen.contains(holder))
			.collect(Collectors.toSet());
		this.holders.replaceAll((taken, before) -> still(before, now, prepared));
		this.seen = now;
		this.holders.forEach((taken, still) -> {
			if (still.isEmpty()) {
				this.ended = taken;
			}
		});
		this.holders.headMap(this.ended, true).clear();
		return this.ended;
	}

	/** Who is not there any more has ended, or has been prepared under another name. */
	private static Set<String> still(Set<String> before, Set<String> now, Set<String> prepared) {
		Set<String> still = new HashSet<>(before);
		still.retainAll(now);
		if (before.stream().anyMatch((holder) -> !holder.startsWith(PREPARED) && !now.contains(holder))) {
			still.addAll(prepared);
		}
		return still;
	}

	/**
	 * Reads which sequence it is.
	 */
	@FunctionalInterface
	interface SequenceReader {

		RevisionSequence read(Connection connection) throws SQLException;

	}

}
