package dev.revtrail.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.revtrail.EntrySubjects;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import org.jspecify.annotations.Nullable;

/**
 * The presentation of record types on the page.
 */
final class PageTypes {

	private final EntrySubjects types;

	private final Map<String, String> colors;

	private final Map<String, String> links;

	/**
	 * Creates the presentation from the host's settings.
	 * @param tracked the tracked types
	 * @param properties the settings
	 * @throws IllegalArgumentException when one of them is for a type that there is not
	 */
	PageTypes(RecordTypes tracked, PageProperties properties) {
		this.types = new EntrySubjects(tracked);
		this.colors = byType("colors", properties.colors());
		this.links = byType("links", properties.links());
	}

	private Map<String, String> byType(String property, Map<String, String> given) {
		Map<String, String> byType = new TreeMap<>();
		given.forEach((name, value) -> byType.put(
				this.types.ofProperty(name)
					.map(RecordType::name)
					.orElseThrow(() -> new IllegalArgumentException("revtrail.page." + property + "." + name
							+ " names no record type. There are "
							+ this.types.all().stream().map(RecordType::name).collect(Collectors.joining(", ")) + ".")),
				value));
		return byType;
	}

	/**
	 * Returns each type with its name, title, color and link; the last two may be null.
	 */
	List<Map<String, @Nullable Object>> views() {
		return this.types.all().stream().map(RecordType::name).map(this::view).toList();
	}

	private Map<String, @Nullable Object> view(String name) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("name", name);
		view.put("title", title(name));
		view.put("color", this.colors.get(name));
		view.put("link", this.links.get(name));
		return view;
	}

	/** Returns a name in words: {@code Billing item}. */
	static String title(String name) {
		String words = name.replace('_', ' ').strip();
		return words.isEmpty() ? name : words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
	}

}
