package dev.revtrail;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The kind of change or event that an entry records. The change log itself defines
 * creation, update and deletion; other names are events that change no row.
 *
 * @param name the action's name in upper-snake form, 1 to 64 characters
 */
public record Action(String name) {

	private static final Map<String, String> PAST_TENSES = Map.ofEntries(Map.entry("CREATE", "created"),
			Map.entry("UPDATE", "updated"), Map.entry("DELETE", "deleted"), Map.entry("NOTE", "noted"),
			Map.entry("REVEAL", "revealed"), Map.entry("VIEW", "viewed"), Map.entry("PRINT", "printed"),
			Map.entry("EXPORT", "exported"), Map.entry("DOWNLOAD", "downloaded"), Map.entry("DISCLOSE", "disclosed"),
			Map.entry("SIGN_IN", "signed_in"), Map.entry("SIGN_OUT", "signed_out"), Map.entry("PURGE", "purged"));

	private static final String FAILED = "_FAILED";

	/** Declared first, since the constants are checked against it. */
	private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

	/** A record was created. */
	public static final Action CREATE = new Action("CREATE");

	/** At least one audited attribute of a record changed. */
	public static final Action UPDATE = new Action("UPDATE");

	/** A record was deleted. */
	public static final Action DELETE = new Action("DELETE");

	/** The values of masked fields were revealed to a caller. */
	public static final Action REVEAL = new Action("REVEAL");

	/** A note was added to a record. */
	public static final Action NOTE = new Action("NOTE");

	/** A record was read. */
	public static final Action VIEW = new Action("VIEW");

	/** A record was printed. */
	public static final Action PRINT = new Action("PRINT");

	/** Records were exported. */
	public static final Action EXPORT = new Action("EXPORT");

	/** A record's document was downloaded. */
	public static final Action DOWNLOAD = new Action("DOWNLOAD");

	/** A record was given to somebody outside of the application. */
	public static final Action DISCLOSE = new Action("DISCLOSE");

	/** A user signed in. */
	public static final Action SIGN_IN = new Action("SIGN_IN");

	/** A user signed out. */
	public static final Action SIGN_OUT = new Action("SIGN_OUT");

	/** A known caller was denied access. */
	public static final Action ACCESS_DENIED = new Action("ACCESS_DENIED");

	/** A user gained access in an emergency that they do not have otherwise. */
	public static final Action EMERGENCY_ACCESS = new Action("EMERGENCY_ACCESS");

	/** An application started with other settings of the library than before. */
	public static final Action CONFIGURED = new Action("CONFIGURED");

	/** Somebody who is known made more requests than they may. */
	public static final Action THROTTLED = new Action("THROTTLED");

	/** A purge removed entries. */
	public static final Action PURGE = new Action("PURGE");

	/** The state of records that are older than the library was taken. */
	public static final Action BASELINE = new Action("BASELINE");

	/** Records were compared with their last states in the log. */
	public static final Action RECONCILIATION = new Action("RECONCILIATION");

	/** A follower of the log was moved to another place. */
	public static final Action FOLLOWER_RESTARTED = new Action("FOLLOWER_RESTARTED");

	/** The position of a follower of the log was forgotten. */
	public static final Action FOLLOWER_ABANDONED = new Action("FOLLOWER_ABANDONED");

	/**
	 * Checks the form of the name.
	 * @throws IllegalArgumentException when the name is not in upper-snake form
	 */
	public Action {
		if (!FORM.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"An action's name takes 1 to 64 upper-case letters, digits and underscores, not '" + name + "'.");
		}
	}

	/**
	 * Returns the action of a failed attempt at this one: {@code UPDATE_FAILED}.
	 * @return the action
	 */
	public Action failed() {
		return new Action(this.name + FAILED);
	}

	/**
	 * Returns the action of a summary of many failed attempts at this one:
	 * {@code UPDATES_FAILED}.
	 * @return the action
	 */
	public Action severalFailed() {
		return new Action(this.name + "S" + FAILED);
	}

	/**
	 * Returns the action as the last part of an event's type: {@code created}.
	 * @return the past tense; for events with names of their own the name in lower case
	 */
	public String pastTense() {
		return PAST_TENSES.getOrDefault(this.name, this.name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Returns the past tenses of the actions that the library defines.
	 * @return past tenses by name
	 */
	public static Map<String, String> pastTenses() {
		return PAST_TENSES;
	}

	/**
	 * Returns the action of the given name.
	 * @param name the name, in any case
	 * @return the action
	 * @throws IllegalArgumentException if the name is not in this form
	 */
	public static Action of(String name) {
		return new Action(name.toUpperCase(Locale.ROOT));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
