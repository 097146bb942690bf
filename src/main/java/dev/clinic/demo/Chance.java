package dev.clinic.demo;

import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Chance that repeats itself: the same seed gives the same turns.
 */
class Chance {

	private final Random random;

	private final Map<String, Turns> turns = new HashMap<>();

	Chance(Random random) {
		this.random = random;
	}

	/** True so many times in a hundred. */
	boolean percent(int percent) {
		return this.random.nextInt(100) < percent;
	}

	/** True at one of each so many turns of a kind: what is rare is yet sure to come. */
	boolean oneIn(int turns, String kind) {
		Turns passed = this.turns.get(kind);
		if (passed == null || passed.left() == 0) {
			passed = new Turns(turns, between(1, turns));
		}
		this.turns.put(kind, new Turns(passed.left() - 1, passed.at()));
		return passed.left() == passed.at();
	}

	/** A number from the first to the last, both included. */
	int between(int first, int last) {
		return first + this.random.nextInt(last - first + 1);
	}

	<T> T oneOf(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	@SafeVarargs
	final <T> T oneOf(T... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

	LocalTime time(int firstHour, int lastHour) {
		return LocalTime.of(between(firstHour, lastHour), between(0, 59), between(0, 59), between(0, 999) * 1_000_000);
	}

	LocalTime officeHours() {
		return time(8, 17);
	}

	/** So many digits, the first of which is not zero. */
	String digits(int count) {
		StringBuilder digits = new StringBuilder().append(between(1, 9));
		while (digits.length() < count) {
			digits.append(between(0, 9));
		}
		return digits.toString();
	}

	String hex(int count) {
		StringBuilder digits = new StringBuilder();
		while (digits.length() < count) {
			digits.append(Character.forDigit(between(0, 15), 16));
		}
		return digits.toString();
	}

	/** A number that no telephone has. */
	String phone(String areaCode) {
		return "+1 " + areaCode + "-555-01" + between(0, 9) + between(0, 9);
	}

	UUID uuid() {
		return new UUID((this.random.nextLong() & ~0xF000L) | 0x4000L,
				(this.random.nextLong() >>> 2) | 0x8000000000000000L);
	}

	/**
	 * Turns of a kind.
	 *
	 * @param left how many are left
	 * @param at at how many left it comes
	 */
	private record Turns(int left, int at) {

	}

}
