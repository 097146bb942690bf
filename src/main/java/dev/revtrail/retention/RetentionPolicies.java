package dev.revtrail.retention;

import java.util.List;

/**
 * Provides the retention policies. By default they are those of
 * {@code revtrail.retention}; a host that stores them elsewhere provides a bean.
 * <p>
 * Of several policies for an entry, the nearest applies: those of its own organization
 * before those of its parents, from the nearest on, before those for all; and of one
 * organization that for the record type before that for every type. An entry without a
 * policy is kept for ever.
 */
@FunctionalInterface
public interface RetentionPolicies {

	/**
	 * Returns all policies. Called again for each preview and each run.
	 * @return the policies, in any order
	 */
	List<RetentionPolicy> all();

}
