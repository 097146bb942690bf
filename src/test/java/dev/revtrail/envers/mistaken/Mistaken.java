package dev.revtrail.envers.mistaken;

import dev.revtrail.Formerly;
import dev.revtrail.Masked;
import dev.revtrail.Tracked;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Mistaken {

	/** Its id is masked. */
	@Entity(name = "Badge")
	@Audited
	static class Badge {

		@Id
		@Masked
		long id;

	}

	/** Its patient leads nowhere, and its label is no field. */
	@Entity(name = "Visit")
	@Audited
	@Tracked(patient = "patients", organization = "owner()", label = "titel")
	static class Visit {

		@Id
		long id;

		@Nullable String title;

		@Formerly("title")
		@Nullable String subject;

	}

}
