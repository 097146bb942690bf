package dev.revtrail.envers.secrets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.revtrail.Masked;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Secrets {

	/** What accounts inherit. */
	@MappedSuperclass
	abstract static class Principal {

		@Id
		long id;

		@Nullable String password;

	}

	/** An account. */
	@Entity(name = "Account")
	@Audited
	static class Account extends Principal {

		@Nullable String name;

		int pin;

		@Masked(reveal = "KEYS")
		@Nullable String apiKey;

		@NotAudited
		@Nullable String recoverySecret;

		@Embedded
		@Nullable Login login;

		@ElementCollection
		Set<String> accessTokens = new LinkedHashSet<>();

		@ElementCollection
		List<Device> devices = new ArrayList<>();

		@ElementCollection
		List<Card> cards = new ArrayList<>();

		// None of these is a secret

		boolean pinned;

		int tokens;

		@Nullable String tokenType;

		@Nullable String secretary;

		@Nullable Instant passwordChangedAt;

		int spin;

	}

	/** How an account signs in. */
	@Embeddable
	static class Login {

		@Nullable String alias;

		@Nullable String totpSecret;

	}

	/** A device of an account. */
	@Embeddable
	static class Device {

		@Nullable String name;

		@Nullable String privateKey;

	}

	/** A card of an account, with a part that is masked. */
	@Embeddable
	static class Card {

		@Nullable String holder;

		@Masked
		@Nullable String cvc;

	}

}
