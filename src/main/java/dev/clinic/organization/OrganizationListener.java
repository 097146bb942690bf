package dev.clinic.organization;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;

/**
 * Tells the tree of organizations that one of them has changed. Hibernate makes its own
 * instance, so that it holds the tree and is not the tree.
 */
class OrganizationListener {

	private final CachedOrganizationTree tree;

	OrganizationListener(CachedOrganizationTree tree) {
		this.tree = tree;
	}

	@PostPersist
	@PostUpdate
	@PostRemove
	void afterChange(Organization organization) {
		this.tree.changed();
	}

}
