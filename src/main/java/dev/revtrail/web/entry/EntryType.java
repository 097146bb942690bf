package dev.revtrail.web.entry;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.Action;

/**
 * The types of entries that the contract lists. It does not list entries of other
 * actions.
 */
public enum EntryType {

	/** A record was created. */
	ADDED(Action.CREATE),

	/** A record was deleted. */
	DELETED(Action.DELETE),

	/** A note was added. */
	NOTE(Action.NOTE),

	/** A record changed. */
	UPDATED(Action.UPDATE);

	private final Action action;

	EntryType(Action action) {
		this.action = action;
	}

	/**
	 * Returns the action of the type.
	 * @return the action
	 */
	public Action action() {
		return this.action;
	}

	/**
	 * Returns the type of an action's entries.
	 * @param action the action
	 * @return the type, or nothing where the contract lists no such entries
	 */
	public static Optional<EntryType> of(Action action) {
		return Arrays.stream(values()).filter((type) -> type.action.equals(action)).findFirst();
	}

	/**
	 * Returns the type with a name.
	 * @param name the name, in upper case
	 * @return the type, or nothing where there is none
	 */
	public static Optional<EntryType> named(String name) {
		return Arrays.stream(values()).filter((type) -> type.name().equals(name)).findFirst();
	}

	/**
	 * Returns the actions of all types.
	 * @return the actions
	 */
	public static Set<Action> actions() {
		return Arrays.stream(values()).map(EntryType::action).collect(Collectors.toUnmodifiableSet());
	}

}
