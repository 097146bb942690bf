package dev.clinic.demo;

import java.util.Objects;

import dev.clinic.people.User;
import dev.revtrail.Actor;

/**
 * A user, as far as others need to know.
 *
 * @param id the user's id
 * @param name the full name
 * @param email the e-mail address
 * @param actor how the change log knows the user
 * @param browser what the user works with
 */
record Person(long id, String name, String email, Actor actor, Browser browser) {

	static Person of(User user, String brand, Browser browser) {
		long id = Objects.requireNonNull(user.getId());
		return new Person(id, user.getFullName(), user.getEmail(), new Actor(Long.toString(id), Actor.Type.USER,
				user.getFullName(), user.getEmail(), user.getOrganizationId(), brand), browser);
	}

}
