package dev.clinic.demo;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.clinic.people.User;
import dev.revtrail.Action;
import dev.revtrail.Event;
import dev.revtrail.RecordRef;

/**
 * The visits of the audit page: people with a password sign in, look at it, and mostly
 * sign out again.
 */
class SignIns {

	/** The status of Spring Security's redirects after success and failure. */
	private static final int REDIRECT = 302;

	private final Office office;

	private final Chance chance;

	private final Witness witness;

	SignIns(Office office, Witness witness) {
		this.office = office;
		this.chance = office.chance();
		this.witness = witness;
	}

	/** Returns the people of a practice who can sign in and see the page. */
	List<Person> visitors(Practice practice) {
		return Stream.of(practice.owner(), practice.manager())
			.filter((person) -> DemoUser.ALL.stream().anyMatch((user) -> user.email().equals(person.email())))
			.toList();
	}

	/** Plans a visit, from the first attempt to the last click. */
	void visit(Person person) {
		int seconds = 0;
		if (this.chance.oneIn(8, person.email() + " mistypes")) {
			fail(person);
			seconds = this.chance.between(8, 40);
		}
		Worker worker = this.office.client(person);
		RecordRef user = this.witness.record(User.class, person.id());
		later(seconds,
				() -> this.witness.request(worker, "POST", "/sign-in", REDIRECT, Event.of(Action.SIGN_IN, user)));
		later(seconds + 1,
				() -> this.witness.request(worker, "GET", "/audit-log/data/entries", 200,
						Event.of(Action.VIEW, RecordRef.none(RecordRef.CHANGE_LOG))
							.with("query", "{\"except_record_types\":[\"CHANGE_LOG\"]}")));
		if (this.chance.percent(70)) {
			later(seconds + this.chance.between(60, 1_500),
					() -> this.witness.request(worker, "POST", "/sign-out", REDIRECT, Event.of(Action.SIGN_OUT, user)));
		}
	}

	/** Fails to sign in, as the password is mistyped. */
	private void fail(Person person) {
		Worker somebody = this.office.anonymous(person.browser());
		this.witness.request(somebody, "POST", "/sign-in", REDIRECT,
				Event.of(Action.SIGN_IN.failed(), this.witness.record(User.class, person.id()))
					.failed()
					.with("user_name", person.email())
					.with("reason", "BadCredentials"));
	}

	private void later(int seconds, Runnable work) {
		this.office.timeline().after(Duration.ofSeconds(seconds), work);
	}

}
