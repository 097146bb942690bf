package dev.revtrail.event;

import java.util.Optional;

import dev.revtrail.context.AttemptedChange;

/**
 * Finds the records that requests are about. A host provides a bean, so that an attempt
 * that fails before its transaction begins can be recorded with its record: an invalid
 * argument, a missing record, a caller without the authority.
 */
@FunctionalInterface
public interface RequestTargets {

	/**
	 * Returns the change of a tracked record that a request asks for.
	 * @param method the HTTP method, in upper case
	 * @param path the path, context path included, as it was sent
	 * @return the change, or nothing where the request asks for none
	 */
	Optional<AttemptedChange> changeBy(String method, String path);

}
