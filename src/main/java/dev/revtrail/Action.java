package dev.revtrail;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What happened to a record. The change log itself knows creation, update and deletion;
 * other names are events that change no row.
 *
 * @param name the action's name in upper-snake form, 1 to 64 characters
 */
public record Action(String name) {

	private static final Map<String, String> PAST_TENSES = Map.of("CREATE", "created", "UPDATE", "updated", "DELETE",
			"deleted", "NOTE", "noted", "REVEAL", "revealed");

	/** Comes first, as the constants are checked against it. */
	private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

	/** A record came into being. */
	public static final Action CREATE = new Action("CREATE");

	/** At least one audited attribute of a record became another. */
	public static final Action UPDATE = new Action("UPDATE");

	/** A record ceased to be. */
	public static final Action DELETE = new Action("DELETE");

	/** The values of masked fields were revealed to somebody. */
	public static final Action REVEAL = new Action("REVEAL");

	/** Somebody noted something about a record. */
	public static final Action NOTE = new Action("NOTE");

	/**
	 * Checks the form.
	 * @throws IllegalArgumentException when the name is not in upper-snake form
	 */
	public Action {
		if (!FORM.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"An action's name takes 1 to 64 upper-case letters, digits and underscores, not '" + name + "'.");
		}
	}

	/**
	 * What happened, as the last part of an event's type: {@code created}.
	 * @return the past tense; of events with names of their own the name, in lower case
	 */
	public String pastTense() {
		return PAST_TENSES.getOrDefault(this.name, this.name.toLowerCase(Locale.ROOT));
	}

	/**
	 * The past tenses of the actions that the library knows.
	 * @return past tenses by name
	 */
	public static Map<String, String> pastTenses() {
		return PAST_TENSES;
	}

	/**
	 * The action of the given name.
	 * @param name the name, in any case
	 * @return the action
	 * @throws IllegalArgumentException when the name has another form
	 */
	public static Action of(String name) {
		return new Action(name.toUpperCase(Locale.ROOT));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
