package dev.revtrail;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The user, service or system that made a change.
 *
 * @param id the actor's id; for people the user's id in the host application
 * @param type what kind of actor it is
 * @param name the name to show, where known
 * @param email the e-mail address, where known
 * @param organizationId the organization that the actor acts for, where known
 * @param brand the brand of that organization, where known
 */
public record Actor(String id, Type type, @Nullable String name, @Nullable String email,
		@Nullable String organizationId, @Nullable String brand) {

	/** Work without a user or service: scheduled jobs, start-up, consumers. */
	public static final Actor SYSTEM = new Actor("system", Type.SYSTEM, null, null, null, null);

	/** A request whose caller is not known. */
	public static final Actor ANONYMOUS = new Actor("anonymous", Type.ANONYMOUS, null, null, null, null);

	public Actor {
		Objects.requireNonNull(id, "An actor needs an id.");
		Objects.requireNonNull(type, "An actor needs a type.");
	}

	/**
	 * A person.
	 * @param id the user's id in the host application
	 * @return an actor of type {@link Type#USER}
	 */
	public static Actor user(String id) {
		return new Actor(id, Type.USER, null, null, null, null);
	}

	/**
	 * A program that acts on its own account.
	 * @param id the service's id
	 * @return an actor of type {@link Type#SERVICE}
	 */
	public static Actor service(String id) {
		return new Actor(id, Type.SERVICE, null, null, null, null);
	}

	/**
	 * Returns whether a user made the change, rather than a program.
	 * @return whether the type is {@link Type#USER}
	 */
	public boolean isUser() {
		return this.type == Type.USER;
	}

	/** The kinds of actors. */
	public enum Type {

		/** A person. */
		USER,

		/** A program that acts on its own account. */
		SERVICE,

		/** The application itself. */
		SYSTEM,

		/** A request whose caller is not known. */
		ANONYMOUS

	}

}
