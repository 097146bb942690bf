package dev.revtrail;

/**
 * Stands for a text or a binary value that is too large to be told whole: how it begins,
 * and what tells it from any other.
 *
 * @param start how the text begins; for binary values the Base64 form of their first
 * bytes
 * @param length how long the whole is, in UTF-16 code units as Java counts them; for
 * binary values in bytes
 * @param sha256 the SHA-256 of the whole in lower-case hexadecimal, of a text in UTF-8
 */
public record LargeValue(String start, long length, String sha256) {

}
