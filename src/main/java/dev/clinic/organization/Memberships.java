package dev.clinic.organization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import dev.clinic.people.StandingChanged;
import dev.clinic.people.User;
import dev.clinic.record.Role;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has memberships follow what users are to their organization, in the same transaction:
 * who joins its staff becomes a member, with the role, and who leaves is one no more.
 */
@Component
class Memberships {

	private final OrganizationMembershipRepository memberships;

	private final Clock clock;

	Memberships(OrganizationMembershipRepository memberships, Clock clock) {
		this.memberships = memberships;
		this.clock = clock;
	}

	@EventListener
	void standingChanged(StandingChanged event) {
		User user = event.user();
		List<OrganizationMembership> current = this.memberships.findByUserAndEndedOnIsNull(user);
		if (!user.isActive() || user.getRole() == Role.PATIENT) {
			this.memberships.deleteAll(current);
		}
		else if (current.isEmpty()) {
			this.memberships.save(new OrganizationMembership(user, null, LocalDate.now(this.clock)));
		}
		else {
			current.forEach(OrganizationMembership::followRole);
		}
	}

}
