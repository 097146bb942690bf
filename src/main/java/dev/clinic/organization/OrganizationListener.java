package dev.clinic.organization;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;

/**
 * Notifies the tree of organizations that one of them has changed. Hibernate creates its
 * own instance of the listener, so the tree is a separate object.
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
