package dev.revtrail.envers.matrix.collections;

/**
 * How strong something is.
 */
enum Level {

	LOW, HIGH, TOP

}
