package dev.clinic.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

import dev.revtrail.Actor;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Assigns workers to the work of the practices.
 */
class Office {

	private final Workplace workplace;

	Office(Workplace workplace) {
		this.workplace = workplace;
	}

	/** Returns a member of the staff at work in the clinic's own application. */
	Worker at(Person person) {
		return new Worker(this.workplace, person.actor(), "clinic", person.browser(), "/api");
	}

	/** Returns a person who uses the clinic's pages and the contracts of the log. */
	Worker client(Person person) {
		return new Worker(this.workplace, person.actor(), "clinic", person.browser(), "");
	}

	/** Returns somebody who has not signed in to the clinic. */
	Worker anonymous(Browser browser) {
		return new Worker(this.workplace, Actor.ANONYMOUS, "clinic", browser, "");
	}

	/** Returns a patient in the portal. */
	Worker portal(Chart patient) {
		return new Worker(this.workplace, patient.person().actor(), "patient-portal", patient.person().browser(),
				"/portal");
	}

	/** Returns somebody who has not signed in to the portal. */
	Worker anonymousInPortal(Browser browser) {
		return new Worker(this.workplace, Actor.ANONYMOUS, "patient-portal", browser, "/portal");
	}

	/** Returns a job of the application itself. */
	Worker job(String name) {
		return new Worker(this.workplace, Actor.SYSTEM, name, null, "");
	}

	/** Returns a service that works for a practice, in a job. */
	Worker service(String id, String name, String job, Practice practice) {
		Actor actor = new Actor(id, Actor.Type.SERVICE, name, null, practice.id(), practice.brand());
		return new Worker(this.workplace, actor, job, null, "");
	}

	/** Reads the records as they are now, in a transaction of its own. */
	<T extends @Nullable Object> T read(Function<EntityManager, T> query) {
		return this.workplace.read(query);
	}

	/** Returns a record that the current transaction is about. */
	<T> T the(Class<T> type, Object id) {
		return this.workplace.the(type, id);
	}

	String path(Class<?> type) {
		return this.workplace.path(type);
	}

	Timeline timeline() {
		return this.workplace.timeline();
	}

	Chance chance() {
		return this.workplace.chance();
	}

	Instant now() {
		return timeline().now();
	}

	LocalDate today() {
		return timeline().today();
	}

}
