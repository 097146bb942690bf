package dev.revtrail.envers;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown at start-up where declarations about tracked records contradict each other or
 * the mapping. Has all problems that were found.
 */
public final class InvalidTrackingException extends RuntimeException {

	private final List<Problem> problems;

	public InvalidTrackingException(Collection<Problem> problems) {
		super(problems.stream().map(Problem::description).collect(Collectors.joining("\n")));
		this.problems = List.copyOf(problems);
	}

	public List<Problem> problems() {
		return this.problems;
	}

	/**
	 * A declaration that cannot be followed.
	 *
	 * @param description what is wrong
	 * @param action what to do about it
	 */
	public record Problem(String description, String action) {

	}

}
