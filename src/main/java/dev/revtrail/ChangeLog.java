package dev.revtrail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The change log. Reads never write and never lock; a page of entries of any size takes a
 * constant number of statements. Changes are written by Hibernate's sessions, and by
 * {@link #bulk()} for bulk statements.
 */
public interface ChangeLog {

	/**
	 * Returns one numbered page of the entries that match a query, with the exact total.
	 * @param query what to find
	 * @param number the page's number, from 0; past the end the page is empty
	 * @param size how many entries a page holds, 1 to 1,000
	 * @return the page
	 * @throws IllegalArgumentException if number or size is out of range
	 */
	default ChangePage page(ChangeQuery query, int number, int size) {
		if (number < 0) {
			throw new IllegalArgumentException("A page's number starts at 0, so it cannot be " + number + ".");
		}
		return window(query, (long) number * size, size);
	}

	/**
	 * Returns the entries that match a query from an offset on, with the exact total.
	 * @param query what to find
	 * @param offset how many entries to skip; past the end there are none
	 * @param size how many entries to return at most, 1 to 1,000
	 * @return the entries and the total of all that match
	 * @throws IllegalArgumentException if offset or size is out of range
	 */
	ChangePage window(ChangeQuery query, long offset, int size);

	/**
	 * Returns the entries that match a query and follow a place in it. Takes the same
	 * time at any depth, and counts nothing. With the oldest entries first it stops at
	 * the first entry that is not {@link ChangeQuery#settledOnly() settled}, unless the
	 * query asks for {@link ChangeQuery#withUnsettled() all}: who continues from its end,
	 * at any time, misses no entry and gets none twice. A settled slice takes one
	 * statement more, and that one alone where nothing has been settled since the place
	 * was given out.
	 * @param query what to find
	 * @param after the place after which to go on; null for the beginning
	 * @param size how many entries to return, 1 to 1,000
	 * @return the entries and where to go on
	 * @throws IllegalArgumentException when the size is out of range
	 * @throws CursorAheadException if a settled slice is to go forward from a place that
	 * is ahead of the log; not within a transaction of the caller, which may see an
	 * earlier state
	 */
	ChangeSlice slice(ChangeQuery query, @Nullable Cursor after, int size);

	/**
	 * Reads several times within the time that one read may take
	 * ({@code revtrail.query-timeout}), on the calling thread.
	 * @param reads the reads
	 * @return what they return
	 * @throws QueryTimedOutException if they take too long
	 */
	default <T> T inOneTimeLimit(Supplier<T> reads) {
		return reads.get();
	}

	/**
	 * Returns the place at which the settled entries end. A reader that goes on from it
	 * with the oldest entries first gets what is settled from now on. Takes one
	 * statement, or two where the settled mark was never set.
	 * @return the place; where the settled mark was never set, that after the newest
	 * entry
	 */
	Cursor settledEnd();

	/**
	 * Counts the entries that match a query.
	 * @param query what to count
	 * @return the exact number
	 */
	long count(ChangeQuery query);

	/**
	 * Counts the entries that match a query by period and action.
	 * @param query what to count
	 * @param step the length of a period: a whole number of minutes that divides an hour,
	 * or of hours that divides a day, counted from midnight UTC
	 * @return the counts of the periods that have entries, oldest first
	 * @throws IllegalArgumentException if the step has another length
	 */
	List<ChangeCount> histogram(ChangeQuery query, Duration step);

	/**
	 * Finds the actors of entries in a scope whose name or e-mail address contains a
	 * text, in any case, or whose id is that text; one for each name and address that
	 * they had. If more match than asked for, returns those of newer entries: reads the
	 * newest entries first, and older ones only until enough actors are found.
	 * @param search what to search
	 * @return the actors, by name
	 */
	List<Actor> searchActors(TextSearch search);

	/**
	 * Finds the records whose label contains a text in any state that a reader may see in
	 * {@link RecordHistory}: readers who may see earlier states find records by former
	 * labels, and deleted records too. Each word of the text is part of one of the values
	 * of the {@link Tracked#label() label}, in any case. Takes one statement for each
	 * labelled entity of the types, and as many to read what is found.
	 * <p>
	 * Label fields that are neither text nor whole numbers are not searched, nor what a
	 * label field held before it was renamed. Records whose id is neither a text nor a
	 * whole number in one column (composite ids, UUIDs) are not found.
	 * @param search what to search
	 * @param recordTypes the types' names in upper-snake form; those without a label have
	 * no records to find
	 * @return the records, each once, as they were called in the newest state that
	 * matches; the newest states first
	 */
	List<RecordLabel> searchRecords(TextSearch search, Set<String> recordTypes);

	/**
	 * Finds an entry, with its changes.
	 * @param scope whose entries the reader may see
	 * @param id the entry's id
	 * @return the entry, or empty if there is none in that scope
	 */
	Optional<ChangeEntry> entry(Scope scope, long id);

	/**
	 * Adds a note to a record, as an entry of its own ({@link Action#NOTE}) in a
	 * transaction of its own.
	 * @param caller the author, whose scope must contain the record
	 * @param record the record
	 * @param text the note, 1 to 10,000 characters
	 * @return the entry, or empty if the last entry of the record is not in the caller's
	 * scope
	 * @throws IllegalArgumentException if the text is blank or too long
	 */
	Optional<ChangeEntry> note(Caller caller, RecordRef record, String text);

	/**
	 * Adds a note to a record, at most once for each key of the caller: a note that is
	 * added again with its key within 24 hours is not added, and its entry is returned.
	 * The key is stored in the transaction of the note, with the caller (type, id and
	 * organization of the actor, organization of the scope), as a hash.
	 * @param caller the author, whose scope must contain the record
	 * @param record the record
	 * @param text the note, 1 to 10,000 characters
	 * @param idempotencyKey the key, any text
	 * @return the entry, or empty if the last entry of the record is not in the caller's
	 * scope
	 * @throws IllegalArgumentException if the text is blank or too long
	 * @throws IdempotencyKeyException if the caller used the key for another note, or the
	 * note with the key is still being added; the caller's transaction, if any, can only
	 * be rolled back in the latter case
	 */
	Optional<ChangeEntry> note(Caller caller, RecordRef record, String text, String idempotencyKey);

	/**
	 * Returns the executor of bulk statements that are recorded.
	 * @return the executor
	 */
	BulkChanges bulk();

}
