package dev.revtrail;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What became of single records over time. All revisions of a record are pages of the
 * {@link ChangeLog}, by {@link ChangeQuery#record(RecordRef)}; what one revision or one
 * request changed is found there too, by {@link ChangeQuery#revision(long)} and
 * {@link ChangeQuery#requestId(String)}. Every method takes a constant number of
 * statements, and neither writes nor locks.
 * <p>
 * A state is visible only to callers who may see the entry that brought it about. Where a
 * record moved between organizations, each of them sees the states that the record had
 * there; at any other time, and for any record that is foreign, the answer is that for a
 * record that does not exist. Unknown types, ids and revisions are answered likewise:
 * nothing here throws for what it does not find.
 * <p>
 * A record may be named by a {@link Tracked#formerly() former} name of its type.
 */
public interface RecordHistory {

	/**
	 * The state that a revision gave to a record.
	 * @param scope whose entries the reader may see
	 * @param record the record
	 * @param revision the revision's number
	 * @return the state, or nothing where that revision did not change the record
	 */
	Optional<RecordSnapshot> stateExactlyAt(Scope scope, RecordRef record, long revision);

	/**
	 * The state that a record had in a revision, whichever revision gave it that state.
	 * @param scope whose entries the reader may see
	 * @param record the record
	 * @param revision a revision's number, of this or of any other record
	 * @return the state, or nothing where the record did not exist yet
	 */
	Optional<RecordSnapshot> stateAtOrBefore(Scope scope, RecordRef record, long revision);

	/**
	 * The state that a record had at an instant.
	 * @param scope whose entries the reader may see
	 * @param record the record
	 * @param instant the instant; changes recorded at it count
	 * @return the state, or nothing where the record did not exist yet
	 */
	Optional<RecordSnapshot> stateAsOf(Scope scope, RecordRef record, Instant instant);

	/**
	 * The state that a record had when it was deleted; where that happened several times,
	 * the last time that the reader may see.
	 * @param scope whose entries the reader may see
	 * @param record the record
	 * @return the state, with the revision that deleted the record, or nothing where it
	 * was never deleted
	 */
	Optional<RecordSnapshot> stateBeforeDeletion(Scope scope, RecordRef record);

	/**
	 * What became of a record between any two revisions, neighbors or not. What came and
	 * went in between does not show.
	 * @param scope whose entries the reader may see
	 * @param record the record
	 * @param from the number of the revision to start from, of this or of any other
	 * record
	 * @param to the number of the revision to arrive at, before or after the first
	 * @return the difference; nothing where the record came into being after both
	 * revisions or the reader may not see both states
	 */
	Optional<RecordDifference> difference(Scope scope, RecordRef record, long from, long to);

	/**
	 * The records of a type that were ever deleted, each once, with its last deletion.
	 * Those deleted last come first.
	 * @param scope whose entries the reader may see
	 * @param recordType the type's name
	 * @param after the place after which to go on; null for the beginning
	 * @param size how many records to return, 1 to 1,000
	 * @return the records and where to go on
	 * @throws IllegalArgumentException when the size is out of range
	 */
	DeletedRecords deleted(Scope scope, String recordType, @Nullable Cursor after, int size);

}
