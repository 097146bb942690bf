package dev.revtrail.envers.longnamed;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application whose entity's name makes a record type of more than 64 characters.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class LongNamed {

	/** Its record type has 65 characters. */
	@Entity(name = "PreAuthorizationRequestForASecondaryInsuranceCoverageOfAPatients")
	@Audited
	static class Request {

		@Id
		long id;

	}

}
