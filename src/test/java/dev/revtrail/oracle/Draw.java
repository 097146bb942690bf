package dev.revtrail.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Draws random values. The same seed draws the same.
 */
final class Draw {

	private static final List<String> PIECES = List.of("a", "b", "Z", "9", " ", "'", "\"", "\\", ",", ".", "%", "_",
			"\u00e9", "\u00df", "\u0130", "\u4e2d", "\uD83D\uDE00", "e\u0301", "\u202e", "\n", "\t", "<b>", "null", "{",
			"}", "#");

	final Random random;

	Draw(long seed) {
		this.random = new Random(seed);
	}

	int below(int bound) {
		return this.random.nextInt(bound);
	}

	boolean chance(int percent) {
		return below(100) < percent;
	}

	<T> T of(List<T> choices) {
		return choices.get(below(choices.size()));
	}

	<T> @Nullable T perhaps(Supplier<T> value) {
		return chance(20) ? null : value.get();
	}

	String word() {
		return "w" + below(12);
	}

	String text() {
		StringBuilder text = new StringBuilder();
		for (int i = below(12); i > 0; i--) {
			text.append(of(PIECES));
		}
		return text.toString();
	}

	/** Returns a note, which is now and then too long to be recorded whole. */
	String note() {
		return chance(15) ? text().repeat(1 + below(4)) + "x".repeat(16_000 + below(800)) : text();
	}

	UUID uuid() {
		// Of version 4, as MariaDB takes no others of the variants that have versions
		return new UUID((this.random.nextLong() & ~0xF000L) | 0x4000L, (this.random.nextLong() >>> 2) | Long.MIN_VALUE);
	}

	byte[] bytes() {
		byte[] bytes = new byte[below(30)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	BigDecimal amount() {
		return BigDecimal.valueOf(below(200) - 100, below(3));
	}

	BigInteger big() {
		return new BigInteger(below(100), this.random);
	}

}
