package dev.clinic.demo;

import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Chance that repeats itself: the same seed gives the same turns.
 */
class Chance {

	private final Random random;

	private final Map<String, Deque<Integer>> turns = new HashMap<>();

	Chance(Random random) {
		this.random = random;
	}

	/** Returns true with a probability in percent. */
	boolean percent(int percent) {
		return this.random.nextInt(100) < percent;
	}

	/**
	 * Returns true once in a number of turns of a kind, so that rare events do happen.
	 */
	boolean oneIn(int turns, String kind) {
		return inTurn(turns, kind) == 1;
	}

	/**
	 * Returns a number from 1, each of which comes once in a number of turns of a kind.
	 */
	int inTurn(int count, String kind) {
		Deque<Integer> left = this.turns.computeIfAbsent(kind, (key) -> new ArrayDeque<>());
		if (left.isEmpty()) {
			List<Integer> numbers = new ArrayList<>(IntStream.rangeClosed(1, count).boxed().toList());
			Collections.shuffle(numbers, this.random);
			left.addAll(numbers);
		}
		return left.remove();
	}

	/** Returns a number from the first to the last, both included. */
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

	/** Returns a number of digits, the first of which is not zero. */
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

	/** Returns a telephone number that is reserved for fiction. */
	String phone(String areaCode) {
		return "+1 " + areaCode + "-555-01" + between(0, 9) + between(0, 9);
	}

	UUID uuid() {
		return new UUID((this.random.nextLong() & ~0xF000L) | 0x4000L,
				(this.random.nextLong() >>> 2) | 0x8000000000000000L);
	}

}
