package dev.revtrail.envers.archive;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Masked;
import dev.revtrail.Tracked;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A person some of whose attributes are masked.
 */
@Entity
@Audited
@Tracked(patient = "id", organization = "house", label = "name")
public class Person extends Named {

	/** Who may see what is masked. */
	public static final String SECRETS = "READ_SECRETS";

	@Id
	@GeneratedValue
	public @Nullable Long id;

	public @Nullable String house;

	@Masked(reveal = SECRETS)
	public @Nullable String ssn;

	@Masked
	public @Nullable String pin;

	@Embedded
	@Masked(reveal = SECRETS)
	public @Nullable Home home;

	@Embedded
	public @Nullable Contact contact;

	@ElementCollection
	@Masked
	public Set<String> diagnoses = new HashSet<>();

	@ElementCollection
	@Masked(reveal = SECRETS)
	public Map<String, String> accounts = new HashMap<>();

	/**
	 * Where somebody lives: masked as a whole.
	 */
	@Embeddable
	public static class Home {

		public @Nullable String street;

		public @Nullable String city;

	}

	/**
	 * How to reach somebody: masked in part.
	 */
	@Embeddable
	public static class Contact {

		public @Nullable String email;

		private @Nullable String phone;

		@Masked
		public @Nullable String getPhone() {
			return this.phone;
		}

		public void setPhone(@Nullable String phone) {
			this.phone = phone;
		}

	}

}
