package dev.revtrail.envers.mislabelled;

import dev.revtrail.Masked;
import dev.revtrail.Tracked;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application whose labels would reveal masked values.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Mislabelled {

	/** A person known by a number that is masked. */
	@Entity(name = "Person")
	@Audited
	@Tracked(label = "number")
	static class Person {

		@Id
		long id;

		@Nullable String name;

		@Masked
		@Nullable String number;

	}

}
