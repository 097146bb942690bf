package dev.revtrail.web.entry;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.Action;

/**
 * The types of entries that the contract lists. Entries of other actions have no place in
 * it.
 */
public enum EntryType {

	/** A record came into being. */
	ADDED(Action.CREATE),

	/** A record ceased to be. */
	DELETED(Action.DELETE),

	/** Somebody noted something. */
	NOTE(Action.NOTE),

	/** A record changed. */
	UPDATED(Action.UPDATE);

	private final Action action;

	EntryType(Action action) {
		this.action = action;
	}

	/**
	 * What the type means.
	 * @return the action
	 */
	public Action action() {
		return this.action;
	}

	/**
	 * The type of an action's entries.
	 * @param action the action
	 * @return the type, or nothing where the contract lists no such entries
	 */
	public static Optional<EntryType> of(Action action) {
		return Arrays.stream(values()).filter((type) -> type.action.equals(action)).findFirst();
	}

	/**
	 * The type of a name.
	 * @param name the name, in upper case
	 * @return the type, or nothing where there is none
	 */
	public static Optional<EntryType> named(String name) {
		return Arrays.stream(values()).filter((type) -> type.name().equals(name)).findFirst();
	}

	/**
	 * The actions of all types.
	 * @return the actions
	 */
	public static Set<Action> actions() {
		return Arrays.stream(values()).map(EntryType::action).collect(Collectors.toUnmodifiableSet());
	}

}
