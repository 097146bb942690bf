package dev.revtrail.event;

import java.util.Optional;

import dev.revtrail.context.AttemptedChange;

/**
 * Knows what requests are about. A host provides a bean, so that attempts which fail
 * before they come to a transaction can be told by their records: an argument that is not
 * valid, a record that is not there, a caller who may not.
 */
@FunctionalInterface
public interface RequestTargets {

	/**
	 * The change of a tracked record that a request asks for.
	 * @param method the HTTP method, in upper case
	 * @param path the path, context path included, as it was sent
	 * @return the change, or nothing where the request asks for none
	 */
	Optional<AttemptedChange> changeBy(String method, String path);

}
