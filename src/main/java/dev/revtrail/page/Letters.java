package dev.revtrail.page;

/**
 * Names by their letters and digits alone: properties and labels separate the words of
 * names in their own way.
 */
final class Letters {

	private Letters() {
	}

	static String of(String name) {
		return name.codePoints()
			.filter(Character::isLetterOrDigit)
			.map(Character::toLowerCase)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
