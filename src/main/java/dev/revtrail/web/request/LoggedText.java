package dev.revtrail.web.request;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import org.jspecify.annotations.Nullable;

/**
 * A text as an event keeps it: whole, or its beginning with an ellipsis and the SHA-256
 * of all of it.
 *
 * @param text the text, at most 10,000 characters
 * @param sha256 the digest of the whole text in UTF-8; null where it is not cut
 */
public record LoggedText(String text, @Nullable String sha256) {

	private static final int LONGEST = 10_000;

	/**
	 * Cuts a text to what is kept.
	 * @param text the text
	 * @return the text, or its beginning
	 */
	public static LoggedText of(String text) {
		if (text.length() <= LONGEST) {
			return new LoggedText(text, null);
		}
		int end = LONGEST - 1;
		boolean inTwo = Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end));
		return new LoggedText(text.substring(0, inTwo ? end - 1 : end) + "…", Sha256.hex(text));
	}

	/**
	 * Returns the filter of a query, as it was understood.
	 * @param query the query
	 * @return its filter as a JSON object; empty for all entries
	 */
	public static LoggedText of(ChangeQuery query) {
		return of(ReadFilter.of(query));
	}

	/**
	 * Adds the text to an event, where there is any.
	 * @param event the event
	 * @param field the name that the text has there; the digest's ends in {@code _sha256}
	 * @return the event
	 */
	public Event in(Event event, String field) {
		Event with = this.text.isBlank() ? event : event.with(field, this.text);
		return (this.sha256 != null) ? with.with(field + "_sha256", this.sha256) : with;
	}

}
