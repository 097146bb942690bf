package dev.revtrail.diff;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@Tag("unit")
class ValuesTests {

	private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

	static Stream<Arguments> equal() {
		return Stream.of(arguments(new BigDecimal("10.0"), new BigDecimal("10.00")), arguments(-0.0, 0.0),
				arguments(-0.0f, 0.0f), arguments(Double.NaN, Double.NaN), arguments(Float.NaN, Float.NaN),
				arguments(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY), arguments(1, 1L), arguments(1, 1.0),
				arguments(BigInteger.TEN, new BigDecimal("1E1")), arguments(0.1, new BigDecimal("0.10")),
				arguments(Date.from(NOON), Timestamp.from(NOON)), arguments(new byte[] { 1, 2 }, new byte[] { 1, 2 }),
				arguments(new Byte[] { 1, 2 }, new byte[] { 1, 2 }), arguments(new int[] { 1 }, new long[] { 1 }),
				arguments(List.of(new BigDecimal("1.0")), List.of(1)),
				arguments(Map.of("a", new BigDecimal("1.0")), Map.of("a", 1)), arguments(null, null));
	}

	static Stream<Arguments> different() {
		return Stream.of(arguments(new BigDecimal("10.0"), new BigDecimal("10.01")), arguments(0.0, Double.NaN),
				arguments(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), arguments(0.0, Double.MIN_VALUE),
				arguments(Date.from(NOON), Timestamp.from(NOON.plusMillis(1))),
				arguments(Date.from(NOON), Timestamp.from(NOON.plusNanos(1000))),
				arguments(new byte[] { 1, 2 }, new byte[] { 2, 1 }), arguments(new byte[0], null), arguments("", null),
				arguments(0, null), arguments(false, null), arguments("1", 1), arguments(List.of(1, 2), List.of(2, 1)),
				arguments(List.of(1), List.of(1, 1)), arguments(Arrays.asList(1, null), List.of(1)),
				arguments(Map.of("a", 1), Map.of("b", 1)));
	}

	@ParameterizedTest
	@MethodSource("equal")
	void whatIsEqualByValueIsTheSame(@Nullable Object one, @Nullable Object other) {
		Object left = Values.canonical(one);
		Object right = Values.canonical(other);
		assertThat(Values.same(left, right)).isTrue();
		assertThat(Values.same(right, left)).isTrue();
		assertThat(ValueKey.of(left)).isEqualTo(ValueKey.of(right)).hasSameHashCodeAs(ValueKey.of(right));
	}

	@ParameterizedTest
	@MethodSource("different")
	void whatDiffersByValueIsNotTheSame(@Nullable Object one, @Nullable Object other) {
		Object left = Values.canonical(one);
		Object right = Values.canonical(other);
		assertThat(Values.same(left, right)).isFalse();
		assertThat(Values.same(right, left)).isFalse();
		assertThat(ValueKey.of(left)).isNotEqualTo(ValueKey.of(right));
	}

}
