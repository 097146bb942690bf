package dev.revtrail;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened and is no change of a row. Immutable: what says more about it
 * returns a new event.
 *
 * @param action what happened, one that an {@link EventType} declares
 * @param record what it happened to; without an id where no record is meant
 * @param outcome how it ended
 * @param data the values that it carries, by the names that its type declares
 * @param actor who did it; null for the current actor
 */
public record Event(Action action, RecordRef record, Outcome outcome, Map<String, Object> data, @Nullable Actor actor) {

	public Event {
		data = Map.copyOf(data);
	}

	/**
	 * An event that succeeded.
	 * @param action what happened
	 * @param record what it happened to
	 * @return the event
	 */
	public static Event of(Action action, RecordRef record) {
		return new Event(action, record, Outcome.SUCCESS, Map.of(), null);
	}

	/**
	 * The same event, of which nothing came.
	 * @return the event
	 */
	public Event failed() {
		return new Event(this.action, this.record, Outcome.FAILURE, this.data, this.actor);
	}

	/**
	 * The same event with a value.
	 * @param field the value's name, one that the event's type declares
	 * @param value a text, a number or a boolean; anything else counts as its text
	 * @return the event
	 */
	public Event with(String field, Object value) {
		Map<String, Object> more = new LinkedHashMap<>(this.data);
		more.put(field, (value instanceof Number || value instanceof Boolean) ? value : value.toString());
		return new Event(this.action, this.record, this.outcome, more, this.actor);
	}

	/**
	 * The same event with as much of a text as is kept of it.
	 * @param field the value's name, one that the event's type declares
	 * @param text the text
	 * @param longest how many UTF-16 code units are kept; a character that would be cut
	 * in two is left out
	 * @return the event
	 */
	public Event with(String field, String text, int longest) {
		if (text.length() <= longest) {
			return with(field, text);
		}
		boolean inTwo = longest > 0 && Character.isSurrogatePair(text.charAt(longest - 1), text.charAt(longest));
		return with(field, text.substring(0, inTwo ? longest - 1 : longest));
	}

	/**
	 * The same event, done by somebody else than who is at work.
	 * @param actor who did it
	 * @return the event
	 */
	public Event by(Actor actor) {
		return new Event(this.action, this.record, this.outcome, this.data, actor);
	}

}
