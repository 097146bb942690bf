package dev.revtrail.envers.matrix.collections;

/**
 * Money, kept as a number by {@link CentsConverter}.
 */
record Cents(long value) {

	@Override
	public String toString() {
		return this.value + "c";
	}

}
