package dev.clinic.demo;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import dev.clinic.people.Address;
import net.datafaker.Faker;

/**
 * Creates new people and their addresses. No name, address, number or mailbox belongs to
 * a real person.
 */
class Strangers {

	private static final String[] BROWSERS = {
			"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
			"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
			"Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
			"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" };

	/** Networks that are kept for documentation: RFC 5737. */
	private static final String[] NETWORKS = { "192.0.2.", "198.51.100.", "203.0.113." };

	private final Chance chance;

	private final Faker faker;

	private final Map<String, Integer> mailboxes = new HashMap<>();

	Strangers(Chance chance, Random random) {
		this.chance = chance;
		this.faker = new Faker(Locale.US, random);
	}

	Stranger next(String domain) {
		String firstName = this.faker.name().firstName();
		String lastName = this.faker.name().lastName();
		return new Stranger(firstName, lastName, mailbox(firstName, lastName) + "@" + domain);
	}

	private String mailbox(String firstName, String lastName) {
		String name = Normalizer.normalize(firstName + "." + lastName, Normalizer.Form.NFD)
			.replaceAll("[^A-Za-z.]", "")
			.toLowerCase(Locale.ROOT);
		int count = this.mailboxes.merge(name, 1, Integer::sum);
		return (count == 1) ? name : name + count;
	}

	Address address(Practice practice) {
		Practice.Plan plan = practice.plan();
		return new Address(this.faker.address().streetAddress(), plan.city(), plan.state(), plan.zip(), "US");
	}

	String employer() {
		return this.faker.company().name();
	}

	LocalDate birthday(LocalDate today) {
		return today.minusYears(this.chance.between(18, 84)).minusDays(this.chance.between(1, 364));
	}

	Browser browser() {
		return new Browser(this.chance.oneOf(NETWORKS) + this.chance.between(2, 250), this.chance.oneOf(BROWSERS));
	}

	/**
	 * Somebody who is about to become a user.
	 *
	 * @param firstName the first name
	 * @param lastName the last name
	 * @param email the e-mail address
	 */
	record Stranger(String firstName, String lastName, String email) {

		/** Returns the same person with an address that does not exist. */
		Stranger mistyped() {
			return new Stranger(this.firstName, this.lastName, this.email.replace("@mail.", "@mial."));
		}

	}

}
