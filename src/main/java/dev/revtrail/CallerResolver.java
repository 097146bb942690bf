package dev.revtrail;

import java.util.Optional;

/**
 * Resolves the caller of the current request, only from what has been verified about it.
 * Without a bean of this type no caller may read the change log over HTTP; with Spring
 * Security the library has one that takes the authenticated user and its authorities.
 */
@FunctionalInterface
public interface CallerResolver {

	/**
	 * Returns the verified caller of the current request.
	 * @return the caller, or empty if not known
	 */
	Optional<Caller> currentCaller();

}
