package dev.revtrail.web.changelog;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.Action;

/**
 * The types of entries that the contract lists. Entries of other actions have no place in
 * it.
 */
enum EntryType {

	ADDED(Action.CREATE), DELETED(Action.DELETE), NOTE(Action.NOTE), UPDATED(Action.UPDATE);

	private final Action action;

	EntryType(Action action) {
		this.action = action;
	}

	Action action() {
		return this.action;
	}

	static Optional<EntryType> of(Action action) {
		return Arrays.stream(values()).filter((type) -> type.action.equals(action)).findFirst();
	}

	static Optional<EntryType> named(String name) {
		return Arrays.stream(values()).filter((type) -> type.name().equals(name)).findFirst();
	}

	static Set<Action> actions() {
		return Arrays.stream(values()).map(EntryType::action).collect(Collectors.toUnmodifiableSet());
	}

}
