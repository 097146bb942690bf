package dev.revtrail;

import java.util.Set;

/**
 * How the host application's organizations hang together today. A host with subsidiaries
 * provides a bean; without one, every organization stands alone.
 */
public interface OrganizationTree {

	/**
	 * An organization and all below it, at any depth.
	 * @param organizationId the organization's id
	 * @return the ids, the given one included, even when it is unknown
	 */
	Set<String> subtreeOf(String organizationId);

	/**
	 * The organization at the top of the tree that an organization stands in.
	 * @param organizationId the organization's id
	 * @return the top's id; the given one when it has no parent or is unknown
	 */
	String rootOf(String organizationId);

}
