package dev.revtrail.envers.schema;

import java.math.BigInteger;

/**
 * A range of whole numbers.
 *
 * @param low the lowest of them
 * @param high the highest of them
 */
record WholeRange(BigInteger low, BigInteger high) {

	static WholeRange of(long low, long high) {
		return new WholeRange(BigInteger.valueOf(low), BigInteger.valueOf(high));
	}

	/** Returns the numbers that a number of bits can have. */
	static WholeRange ofBits(int bits, boolean signed) {
		BigInteger count = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
		return new WholeRange(signed ? count.negate() : BigInteger.ZERO, count.subtract(BigInteger.ONE));
	}

	/** Returns what a column of whole numbers holds. */
	static WholeRange of(DatabaseColumn column) {
		boolean signed = !column.declared().contains("unsigned");
		Integer bits = column.precision();
		return switch (column.type()) {
			case "boolean" -> of(0, 1);
			case "bit" -> ofBits((bits != null) ? bits : 1, false);
			case "tinyint" -> ofBits(8, signed);
			case "smallint" -> ofBits(16, signed);
			case "mediumint" -> ofBits(24, signed);
			case "bigint" -> ofBits(64, signed);
			default -> ofBits(32, signed);
		};
	}

	/** Returns the numbers that are in both. */
	WholeRange within(WholeRange other) {
		return new WholeRange(this.low.max(other.low), this.high.min(other.high));
	}

	boolean contains(WholeRange other) {
		return this.low.compareTo(other.low) <= 0 && this.high.compareTo(other.high) >= 0;
	}

	int digits() {
		return Math.max(this.low.abs().toString().length(), this.high.toString().length());
	}

}
