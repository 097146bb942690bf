package dev.clinic.demo;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.clinic.demo.Practice.Plan;
import dev.clinic.demo.Strangers.Stranger;
import dev.clinic.organization.Organization;
import dev.clinic.organization.OrganizationMembership;
import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.clinic.security.ApiKey;
import dev.clinic.security.ApiKeys;

import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/**
 * The first day: organizations sign up and hire, and the users of the demo get their keys
 * and passwords.
 */
class Founding {

	private static final List<Plan> PLANS = List.of(
			new Plan("acme", "Acme Health", "acme", null, "Albany", "NY", "12207", "518", 3, 48),
			new Plan("acme-north", "Acme Health North", "acme", "acme", "Plattsburgh", "NY", "12901", "518", 2, 28),
			new Plan("acme-south", "Acme Health South", "acme", "acme", "Kingston", "NY", "12401", "845", 2, 28),
			new Plan("globex", "Globex Medical", "globex", null, "Springfield", "MA", "01103", "413", 2, 14));

	private final Office office;

	private final Strangers strangers;

	private final ApiKeys keys;

	/**
	 * The hash for all users of the demo, who have the same password, as hashing is slow.
	 */
	private final String passwordHash = Objects
		.requireNonNull(PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(DemoUser.PASSWORD));

	Founding(Office office, Strangers strangers, ApiKeys keys) {
		this.office = office;
		this.strangers = strangers;
		this.keys = keys;
	}

	List<Practice> found() {
		return PLANS.stream().map(this::found).toList();
	}

	private Practice found(Plan plan) {
		Practice practice = new Practice(plan);
		Worker signUp = this.office.job("SignUp");
		signUp.add(Organization.class, () -> new Organization(plan.id(), plan.name(), plan.brand(),
				(plan.parent() != null) ? this.office.the(Organization.class, plan.parent()) : null));
		Person owner = lead(practice, signUp, Role.OWNER, "Owner");
		Worker atOwner = this.office.at(owner);
		practice.lead(owner, lead(practice, atOwner, Role.ADMIN, "Practice manager"));
		DemoUser.of(plan.id())
			.stream()
			.filter((user) -> user.role() == Role.AUDITOR)
			.forEach((user) -> hire(practice, atOwner, user, "Compliance auditor"));
		for (int i = 0; i < plan.providers(); i++) {
			employProvider(practice);
		}
		return practice;
	}

	/** Fills a leading position with the user of the demo, if there is one. */
	private Person lead(Practice practice, Worker by, Role role, String title) {
		return hire(practice, by, demoUser(practice, role).orElseGet(() -> stranger(practice, role)), title);
	}

	/** Hires a provider. The first one is the user of the demo, if there is one. */
	Person employProvider(Practice practice) {
		DemoUser user = practice.providers().isEmpty() ? demoUser(practice, Role.PROVIDER).orElse(null) : null;
		Person provider = hire(practice, this.office.at(practice.owner()),
				(user != null) ? user : stranger(practice, Role.PROVIDER), "Physician");
		practice.providers().add(provider);
		return provider;
	}

	Person employAssistant(Practice practice) {
		return hire(practice, this.office.at(practice.owner()), stranger(practice, Role.ADMIN), "Assistant");
	}

	private static Optional<DemoUser> demoUser(Practice practice, Role role) {
		return DemoUser.of(practice.id()).stream().filter((user) -> user.role() == role).findFirst();
	}

	private DemoUser stranger(Practice practice, Role role) {
		Stranger stranger = this.strangers.next(practice.id() + ".example");
		String title = (role == Role.PROVIDER) ? "Dr " : "";
		return new DemoUser("", title + stranger.firstName(), stranger.lastName(), stranger.email(), role,
				practice.id());
	}

	private Person hire(Practice practice, Worker by, DemoUser user, String title) {
		boolean known = DemoUser.ALL.contains(user);
		User hired = by.add(User.class, () -> {
			User added = new User(practice.id(), user.role(), user.email(), user.firstName(), user.lastName());
			added.reachAt(user.email(), this.office.chance().phone(practice.plan().areaCode()), null);
			if (known) {
				added.setPasswordHash(this.passwordHash);
			}
			return added;
		});
		Person person = Person.of(hired, practice.brand(), this.strangers.browser());
		practice.enroll(person, Objects.requireNonNull(by.add(OrganizationMembership.class,
				() -> new OrganizationMembership(this.office.the(User.class, person.id()), title, this.office.today()))
			.getId()));
		if (known) {
			by.run("POST", this.office.path(ApiKey.class),
					() -> this.keys.issue(this.office.the(User.class, person.id()), "Demo", user.key(), user.secret()));
		}
		return person;
	}

}
