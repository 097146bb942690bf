package dev.clinic.demo;

import java.util.List;

import dev.clinic.record.Role;

/**
 * A user whose key and password everybody knows.
 *
 * @param name what key and secret begin with
 * @param firstName the first name
 * @param lastName the last name
 * @param email the e-mail address, which signs in
 * @param role the role
 * @param organization the organization's id
 */
record DemoUser(String name, String firstName, String lastName, String email, Role role, String organization) {

	static final String PASSWORD = "demo-password";

	static final List<DemoUser> ALL = List.of(
			new DemoUser("demo-owner", "Olivia", "Owner", "owner@acme.example", Role.OWNER, "acme"),
			new DemoUser("demo-admin", "Adam", "Admin", "admin@acme.example", Role.ADMIN, "acme"),
			new DemoUser("demo-auditor", "Aud", "Auditor", "auditor@acme.example", Role.AUDITOR, "acme"),
			new DemoUser("demo-provider", "Dr Pia", "Provider", "provider@acme.example", Role.PROVIDER, "acme"),
			new DemoUser("demo-north", "Nora", "North", "owner@acme-north.example", Role.OWNER, "acme-north"),
			new DemoUser("demo-globex", "Gus", "Globex", "owner@globex.example", Role.OWNER, "globex"));

	static List<DemoUser> of(String organization) {
		return ALL.stream().filter((user) -> user.organization().equals(organization)).toList();
	}

	String key() {
		return this.name + "-key";
	}

	String secret() {
		return this.name + "-secret";
	}

}
