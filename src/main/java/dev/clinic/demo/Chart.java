package dev.clinic.demo;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A patient's chart: the records that the staff uses during a visit.
 */
class Chart {

	private final Practice practice;

	private final Person person;

	private final Person provider;

	private final List<Long> diagnoses = new ArrayList<>();

	private @Nullable Long policy;

	private boolean active = true;

	Chart(Practice practice, Person person, Person provider) {
		this.practice = practice;
		this.person = person;
		this.provider = provider;
	}

	/** Returns the user id of the patient. */
	long id() {
		return this.person.id();
	}

	Practice practice() {
		return this.practice;
	}

	Person person() {
		return this.person;
	}

	/** Returns the provider who cares for the patient. */
	Person provider() {
		return this.provider;
	}

	List<Long> diagnoses() {
		return this.diagnoses;
	}

	@Nullable Long policy() {
		return this.policy;
	}

	void insure(long policy) {
		this.policy = policy;
	}

	void close() {
		this.active = false;
	}

	boolean isActive() {
		return this.active;
	}

}
