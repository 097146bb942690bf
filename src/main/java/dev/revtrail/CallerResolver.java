package dev.revtrail;

import java.util.Optional;

/**
 * Knows who calls, from what has been verified about the current request and from nothing
 * else. Without a bean of this type nobody may read the change log over HTTP; with Spring
 * Security there is one that takes the authenticated user and its authorities.
 */
@FunctionalInterface
public interface CallerResolver {

	/**
	 * The verified caller of the current request.
	 * @return the caller, or nothing when it is not known who calls
	 */
	Optional<Caller> currentCaller();

}
