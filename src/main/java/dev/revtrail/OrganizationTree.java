package dev.revtrail;

import java.util.Optional;
import java.util.Set;

/**
 * The current hierarchy of the host application's organizations. A host with subsidiaries
 * provides a bean; without one, every organization stands alone.
 */
public interface OrganizationTree {

	/**
	 * Returns an organization and all below it, at any depth.
	 * @param organizationId the organization's id
	 * @return the ids, the given one included, even when it is unknown
	 */
	Set<String> subtreeOf(String organizationId);

	/**
	 * Returns the organization at the top of an organization's tree.
	 * @param organizationId the organization's id
	 * @return the top's id; the given one when it has no parent or is unknown
	 */
	String rootOf(String organizationId);

	/**
	 * Returns the brand that an organization trades under. It is asked for once for each
	 * entry of a page, so that it should be known without a query.
	 * @param organizationId the organization's id
	 * @return the brand, or empty if the organization has none or is unknown
	 */
	default Optional<String> brandOf(String organizationId) {
		return Optional.empty();
	}

}
