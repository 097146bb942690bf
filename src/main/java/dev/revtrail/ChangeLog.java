package dev.revtrail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The change log. Reads never write and never lock; a page of entries of any size takes a
 * constant number of statements. Changes are written by Hibernate's sessions, and by
 * {@link #bulk()} for bulk statements.
 */
public interface ChangeLog {

	/**
	 * The entries that match a query, one numbered page of them, with the exact total.
	 * @param query what to find
	 * @param number the page's number, from 0; past the end the page is empty
	 * @param size how many entries a page holds, 1 to 1,000
	 * @return the page
	 * @throws IllegalArgumentException when number or size is out of range
	 */
	default ChangePage page(ChangeQuery query, int number, int size) {
		if (number < 0) {
			throw new IllegalArgumentException("A page's number starts at 0, so it cannot be " + number + ".");
		}
		return window(query, (long) number * size, size);
	}

	/**
	 * The entries that match a query from a place among them on, with the exact total.
	 * @param query what to find
	 * @param offset how many entries to leave out; past the end there are none
	 * @param size how many entries to return at most, 1 to 1,000
	 * @return the entries and the total of all that match
	 * @throws IllegalArgumentException when offset or size is out of range
	 */
	ChangePage window(ChangeQuery query, long offset, int size);

	/**
	 * The entries that match a query and come after a place in it. Takes the same time at
	 * any depth, and counts nothing.
	 * @param query what to find
	 * @param after the place after which to go on; null for the beginning
	 * @param size how many entries to return, 1 to 1,000
	 * @return the entries and where to go on
	 * @throws IllegalArgumentException when the size is out of range
	 */
	ChangeSlice slice(ChangeQuery query, @Nullable Cursor after, int size);

	/**
	 * How many entries match a query.
	 * @param query what to count
	 * @return the exact number
	 */
	long count(ChangeQuery query);

	/**
	 * How many entries match a query, by time and action, in one statement.
	 * @param query what to count
	 * @param step how long each stretch of time is: a whole number of minutes that an
	 * hour, or of hours that a day is a multiple of, counted from midnight UTC
	 * @return the numbers of the stretches that have any, oldest first
	 * @throws IllegalArgumentException when the step is another
	 */
	List<ChangeCount> histogram(ChangeQuery query, Duration step);

	/**
	 * The actors of entries in a scope whose name or e-mail address contains a text, in
	 * any case, or whose id is that text; one for each name and address that they had.
	 * Where there are more than asked for, those of newer entries: the newest are looked
	 * at first, and older ones only while too few are found.
	 * @param search what to search
	 * @return the actors, by name
	 */
	List<Actor> searchActors(TextSearch search);

	/**
	 * The records that people called by a text in any state that a reader may see, as
	 * {@link RecordHistory} has it: former names are found for those who may see the
	 * states that had them, and deleted records too. Each word of the text is part of one
	 * of the values of the {@link Tracked#label() label}, in any case. Takes one
	 * statement for each labelled entity of the types, and as many to read what is found.
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
	 * One entry, with its changes.
	 * @param scope whose entries the reader may see
	 * @param id the entry's id
	 * @return the entry, or nothing when there is none in that scope
	 */
	Optional<ChangeEntry> entry(Scope scope, long id);

	/**
	 * Adds a note to a record, as an entry of its own ({@link Action#NOTE}) in a
	 * transaction of its own.
	 * @param caller who notes it, and whose records they may see
	 * @param record the record
	 * @param text the note, 1 to 10,000 characters
	 * @return the entry, or nothing where the caller sees no such record: one whose last
	 * entry is in their scope
	 * @throws IllegalArgumentException when the text is blank or too long
	 */
	Optional<ChangeEntry> note(Caller caller, RecordRef record, String text);

	/**
	 * Bulk statements that keep their entries.
	 * @return what executes them
	 */
	BulkChanges bulk();

}
