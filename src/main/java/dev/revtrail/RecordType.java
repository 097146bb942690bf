package dev.revtrail;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A kind of tracked record.
 *
 * @param name the name in upper-snake form, such as {@code BILLING_ITEM}
 */
public record RecordType(String name) {

	/**
	 * Returns the name in upper-camel form: {@code BillingItem}, {@code Cms1500}.
	 * @return the name as one word
	 */
	public String upperCamel() {
		return Arrays.stream(this.name.split("_"))
			.filter((word) -> !word.isEmpty())
			.map((word) -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
			.collect(Collectors.joining());
	}

	/**
	 * Returns the name in lower-snake form: {@code billing_item}.
	 * @return the name in lower case
	 */
	public String lowerSnake() {
		return this.name.toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns whether a text names this type in any of the three forms, in any case.
	 * @param text the text
	 * @return whether it is this type's name
	 */
	public boolean isNamed(String text) {
		return this.name.equalsIgnoreCase(text) || upperCamel().equalsIgnoreCase(text);
	}

}
