package dev.revtrail.envers.reserved;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Reserved {

	/** Its id has such a column. */
	@Entity(name = "Engine")
	@Audited
	static class Engine {

		@Id
		long rev;

	}

	/** Two attributes have such columns, of which one is not audited. */
	@Entity(name = "Turbine")
	@Audited
	static class Turbine {

		@Id
		long id;

		@NotAudited
		int rev;

		int revtype;

		int revend;

	}

}
