package dev.clinic.organization;

import dev.clinic.people.RoleChanged;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the memberships of a user follow the user's role, in the same transaction.
 */
@Component
class MembershipRoles {

	private final OrganizationMembershipRepository memberships;

	MembershipRoles(OrganizationMembershipRepository memberships) {
		this.memberships = memberships;
	}

	@EventListener
	void roleChanged(RoleChanged event) {
		this.memberships.findByUser(event.user()).forEach(OrganizationMembership::followRole);
	}

}
