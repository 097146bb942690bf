package dev.revtrail;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Reads the states of records over time. For the revisions of a record, query the
 * {@link ChangeLog} by {@link ChangeQuery#record(RecordRef)}; for the changes of a
 * revision or a request, by {@link ChangeQuery#revision(long)} and
 * {@link ChangeQuery#requestId(String)}. Every method takes a constant number of
 * statements, and neither writes nor locks.
 * <p>
 * A state is visible only to callers who may see the entry that brought it about. If a
 * record moved between organizations, each of them sees the states that the record had
 * there. For other times, records of other organizations and unknown types, ids and
 * revisions, the result is that for a record that does not exist. No method throws an
 * exception for a record that it does not find.
 * <p>
 * A reference may have a {@link Tracked#formerly() former} name of the record's type.
 */
public interface RecordHistory {

	/**
	 * Finds the state that a revision gave to a record.
	 * @param scope whose entries the reader may see
	 * @param record the record
	 * @param revision the revision's number
	 * @return the state, or empty if that revision did not change the record
	 */
	Optional<RecordSnapshot> stateExactlyAt(Scope scope, RecordRef record, long revision);

	/**
	 * Finds the state that a record had in a revision, which an earlier revision may have
	 * given to it.
	 * @param scope whose entries the reader may see
	 * @param record the record
	 * @param revision a revision's number, of this or of any other record
	 * @return the state, or empty if the record did not exist yet
	 */
	Optional<RecordSnapshot> stateAtOrBefore(Scope scope, RecordRef record, long revision);

	/**
	 * Finds the state that a record had at an instant.
	 * @param scope whose entries the reader may see
	 * @param record the record
	 * @param instant the instant; changes recorded at it count
	 * @return the state, or empty if the record did not exist yet
	 */
	Optional<RecordSnapshot> stateAsOf(Scope scope, RecordRef record, Instant instant);

	/**
	 * Finds the state that a record had before its deletion; of several deletions, before
	 * the last one that the reader may see.
	 * @param scope whose entries the reader may see
	 * @param record the record
	 * @return the state, with the revision that deleted the record, or empty if it was
	 * never deleted
	 */
	Optional<RecordSnapshot> stateBeforeDeletion(Scope scope, RecordRef record);

	/**
	 * Compares the states of a record in any two revisions. The difference does not show
	 * changes that were reverted in between.
	 * @param scope whose entries the reader may see
	 * @param record the record
	 * @param from the number of the first revision, of this or of any other record
	 * @param to the number of the second revision, before or after the first
	 * @return the difference, or empty if the record was created after both revisions or
	 * the reader may not see both states
	 */
	Optional<RecordDifference> difference(Scope scope, RecordRef record, long from, long to);

	/**
	 * Returns the labels of the records that the values of a state or a difference refer
	 * to, as of a revision.
	 * @param scope whose entries the reader may see
	 * @param record the record whose state it is
	 * @param changes the values, as they became another or as they came into a state
	 * ({@link RecordSnapshot#asChanges()})
	 * @param revision the revision's number
	 * @return the labels, with that of the record
	 */
	Labels labels(Scope scope, RecordRef record, Changes changes, long revision);

	/**
	 * Returns the records of a type that were ever deleted, each once, with its last
	 * deletion, the latest deletions first.
	 * @param scope whose entries the reader may see
	 * @param recordType the type's name
	 * @param after the place to continue after; null for the beginning
	 * @param size how many records to return, 1 to 1,000
	 * @return the records and the place to continue from
	 * @throws IllegalArgumentException if the size is out of range
	 */
	DeletedRecords deleted(Scope scope, String recordType, @Nullable Cursor after, int size);

}
