package dev.revtrail.web.records;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.request.Refusal;

/**
 * Parses the names of record types, including those that only entries still have.
 */
class TypeNames {

	private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

	private final RecordTypes types;

	TypeNames(RecordTypes types) {
		this.types = types;
	}

	/**
	 * Parses the name of a type.
	 * @param text upper-snake, lower-snake or upper-camel form
	 * @return the type, tracked today or not
	 * @throws Refusal when no type can have such a name
	 */
	RecordType parse(String text) {
		if (!FORM.matcher(text).matches()) {
			throw notFound();
		}
		return this.types.find(text).orElseGet(() -> new RecordType(upperSnake(text)));
	}

	boolean isTracked(RecordType type) {
		return this.types.find(type.name()).isPresent();
	}

	private static String upperSnake(String text) {
		return text.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
	}

	static Refusal notFound() {
		return new Refusal(404, "There is no such record, or it had no such state.", null);
	}

}
