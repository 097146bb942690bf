package dev.revtrail.page;

import java.util.Locale;
import java.util.Optional;

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
record PageTexts(MessageSource messages, Locale locale) {

	Optional<String> type(String type) {
		return find("type." + type);
	}

	Optional<String> field(String type, String field) {
		return find("field." + type + "." + field);
	}

	Optional<String> action(String action) {
		return find("action." + action);
	}

	/** How the host words an action, or the change of a field by its name after it. */
	Optional<String> sentence(String type, String action) {
		return find("sentence." + type + "." + action);
	}

	Optional<String> value(String type, String field, Object value) {
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

}
