package dev.revtrail.web.entry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.context.MessageSource;

/**
 * What the host calls its types, fields, values and actions, in a reader's language: the
 * messages <code>revtrail.type.{type}</code>, <code>revtrail.field.{type}.{field}</code>,
 * <code>revtrail.value.{type}.{field}.{value}</code>,
 * <code>revtrail.action.{action}</code> and
 * <code>revtrail.sentence.{type}.{action}</code>, each where the host has it.
 *
 * @param messages the host's messages
 * @param locale the reader's language
 */
public record HostTexts(MessageSource messages, Locale locale) {

	/** Written in capitals within a type's name. */
	private static final Set<String> ACRONYMS = Set.of("API", "BMI", "CPT", "CSV", "EHR", "EMR", "FAQ", "FHIR", "GPS",
			"HTTP", "IBAN", "ICD", "ID", "IP", "MFA", "MRN", "NDC", "NPI", "OTP", "PDF", "PIN", "SKU", "SMS", "SSN",
			"SSO", "URL", "UUID", "VAT");

	private static final Pattern DIGIT = Pattern.compile("\\d");

	/**
	 * Returns what a type is called: {@code Billing item}, {@code API key},
	 * {@code CMS1500}, unless the host has another title.
	 * @param type the type's name
	 * @return the title
	 */
	public String type(String type) {
		return find("type." + type).orElseGet(() -> title(type));
	}

	/**
	 * Finds what a field is called.
	 * @param type the type's name
	 * @param field the field's name
	 * @return the host's text; empty where it has none
	 */
	public Optional<String> field(String type, String field) {
		return find("field." + type + "." + field);
	}

	/**
	 * Finds what an action is called.
	 * @param action the action's name
	 * @return the host's text; empty where it has none
	 */
	public Optional<String> action(String action) {
		return find("action." + action);
	}

	/**
	 * Finds how the host words an action.
	 * @param type the type's name
	 * @param action the action's name, or that of updates, a dot and a field's name
	 * @return the host's sentence; empty where it has none
	 */
	public Optional<String> sentence(String type, String action) {
		return find("sentence." + type + "." + action);
	}

	/**
	 * Finds what a constant is called.
	 * @param type the type's name
	 * @param field the field's name
	 * @param value the constant
	 * @return the host's text; empty where it has none
	 */
	public Optional<String> value(String type, String field, Object value) {
		return find("value." + type + "." + field + "." + value);
	}

	/** A host may have its codes for texts where it has no message. */
	private Optional<String> find(String name) {
		String code = "revtrail." + name;
		try {
			return Optional.ofNullable(this.messages.getMessage(code, null, null, this.locale))
				.filter((text) -> !text.equals(code));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The message " + code + " cannot be read. Its places such as {user} are "
					+ "the page's: set spring.messages.always-use-message-format=false, or quote them.", ex);
		}
	}

	private static String title(String name) {
		String words = Arrays.stream(name.replace('_', ' ').strip().split(" +"))
			.map((word) -> (ACRONYMS.contains(word) || DIGIT.matcher(word).find()) ? word
					: word.toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(" "));
		return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
	}

}
