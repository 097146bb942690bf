package dev.clinic.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * An organization as its staff knows it by heart.
 */
class Practice {

	private final Plan plan;

	private final List<Person> providers = new ArrayList<>();

	private final List<Long> places = new ArrayList<>();

	private final Map<Person, Long> memberships = new HashMap<>();

	private @Nullable Person owner;

	private @Nullable Person manager;

	private @Nullable Long site;

	private @Nullable Long setting;

	private @Nullable Long info;

	Practice(Plan plan) {
		this.plan = plan;
	}

	void lead(Person owner, Person manager) {
		this.owner = owner;
		this.manager = manager;
	}

	void describe(long info) {
		this.info = info;
	}

	void settle(long site, long setting) {
		this.site = site;
		this.setting = setting;
	}

	void enroll(Person person, long membership) {
		this.memberships.put(person, membership);
	}

	long membership(Person person) {
		return Objects.requireNonNull(this.memberships.get(person));
	}

	List<Person> providers() {
		return this.providers;
	}

	/**
	 * Returns a room, the video room and the telephone, in the order of the contact
	 * types.
	 */
	List<Long> places() {
		return this.places;
	}

	Person owner() {
		return Objects.requireNonNull(this.owner);
	}

	/** Returns the person who runs the front desk and the office. */
	Person manager() {
		return Objects.requireNonNull(this.manager);
	}

	long site() {
		return Objects.requireNonNull(this.site);
	}

	long setting() {
		return Objects.requireNonNull(this.setting);
	}

	long info() {
		return Objects.requireNonNull(this.info);
	}

	String id() {
		return this.plan.id();
	}

	String brand() {
		return this.plan.brand();
	}

	Plan plan() {
		return this.plan;
	}

	/**
	 * The plan of an organization.
	 *
	 * @param id its id
	 * @param name its name
	 * @param brand its brand
	 * @param parent its parent's id, or null
	 * @param city where it is
	 * @param state the state
	 * @param zip the postal code
	 * @param areaCode what telephone numbers begin with
	 * @param providers how many providers it has
	 * @param patients how many patients come in half a year
	 */
	record Plan(String id, String name, String brand, @Nullable String parent, String city, String state, String zip,
			String areaCode, int providers, int patients) {
	}

}
