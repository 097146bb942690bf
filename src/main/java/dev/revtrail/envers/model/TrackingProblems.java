package dev.revtrail.envers.model;

import java.util.LinkedHashSet;
import java.util.Set;

import dev.revtrail.envers.InvalidTrackingException;
import dev.revtrail.envers.InvalidTrackingException.Problem;

/**
 * Collects what is wrong with declarations about tracked records, so that one start-up
 * shows all of it.
 */
public final class TrackingProblems {

	private final Set<Problem> problems = new LinkedHashSet<>();

	/**
	 * Adds a problem, unless it is known.
	 * @param description what is wrong
	 * @param action what to do about it
	 */
	public void add(String description, String action) {
		this.problems.add(new Problem(description, action));
	}

	/**
	 * Stops the start-up if there are any problems.
	 * @throws InvalidTrackingException if there are any
	 */
	public void requireNone() {
		if (!this.problems.isEmpty()) {
			throw new InvalidTrackingException(this.problems);
		}
	}

}
