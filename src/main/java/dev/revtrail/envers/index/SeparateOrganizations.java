package dev.revtrail.envers.index;

import java.util.Set;

import dev.revtrail.OrganizationTree;

/**
 * The tree of hosts that know no subsidiaries: every organization stands alone.
 */
public final class SeparateOrganizations implements OrganizationTree {

	@Override
	public Set<String> subtreeOf(String organizationId) {
		return Set.of(organizationId);
	}

	@Override
	public String rootOf(String organizationId) {
		return organizationId;
	}

}
