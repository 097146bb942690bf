package dev.revtrail.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.Action;
import dev.revtrail.EntrySubjects;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.entry.HostTexts;
import org.jspecify.annotations.Nullable;

/**
 * The presentation of record types on the page.
 */
final class PageTypes {

	private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

	private static final List<String> PLACES = List.of("user", "record", "type", "id", "patient", "action", "field",
			"fields", "from", "to");

	private static final String SENTENCES = "revtrail.page.sentences.";

	private final EntrySubjects types;

	private final Set<String> actions;

	private final Map<String, String> colors;

	private final Map<String, String> links;

	private final Map<String, Map<String, String>> sentences = new TreeMap<>();

	/**
	 * Creates the presentation from the host's settings.
	 * @param tracked the tracked types
	 * @param events the event types
	 * @param properties the settings
	 * @throws IllegalArgumentException when one of them is for a type, an action or a
	 * field that there is not
	 */
	PageTypes(RecordTypes tracked, EventTypes events, PageProperties properties) {
		this.types = new EntrySubjects(tracked);
		this.actions = EntrySubjects.actions(events);
		this.colors = byType("colors", properties.colors());
		this.links = byType("links", properties.links());
		properties.sentences().forEach((key, text) -> word(key, text));
	}

	private Map<String, String> byType(String property, Map<String, String> given) {
		Map<String, String> byType = new TreeMap<>();
		given.forEach((name, value) -> byType.put(type("revtrail.page." + property + "." + name, name), value));
		return byType;
	}

	private String type(String property, String name) {
		return this.types.ofProperty(name)
			.map(RecordType::name)
			.orElseThrow(() -> new IllegalArgumentException(property + " names no record type. There are "
					+ this.types.all().stream().map(RecordType::name).collect(Collectors.joining(", ")) + "."));
	}

	/** A sentence's name is a type, an action and, of updates, a field. */
	private void word(String key, String text) {
		String[] parts = key.split("\\.", 3);
		PageProperties.check(parts.length > 1, SENTENCES + key + " names no action after the record type.");
		String type = type(SENTENCES + key, parts[0]);
		String action = named(this.actions, parts[1], SENTENCES + key + " names no action.");
		String name = action;
		if (parts.length > 2) {
			PageProperties.check(action.equals(Action.UPDATE.name()),
					SENTENCES + key + " names a field, which only updates have.");
			name += "."
					+ named(this.types.fields(type), parts[2], SENTENCES + key + " names no field of " + type + ".");
		}
		Set<String> fields = this.types.fields(type);
		PLACE.matcher(text)
			.results()
			.map((place) -> place.group(1))
			.forEach((place) -> PageProperties.check(
					PLACES.contains(place) || fields.contains(place.replaceFirst("^(from|to)\\.", "")),
					SENTENCES + key + " has the place {" + place + "}. There are " + String.join(", ", PLACES)
							+ ", and from. and to. before a field."));
		this.sentences.computeIfAbsent(type, (one) -> new TreeMap<>()).put(name, text);
	}

	/** Spring's properties have names without the marks that separate words. */
	private static String named(Set<String> names, String given, String otherwise) {
		List<String> found = names.stream().filter((name) -> Letters.of(name).equals(Letters.of(given))).toList();
		PageProperties.check(found.size() == 1,
				otherwise + " There are " + names.stream().sorted().collect(Collectors.joining(", ")) + ".");
		return found.get(0);
	}

	/** The fields of a type that hold bytes. */
	Set<String> binaryFields(String type) {
		return this.types.binaryFields(type);
	}

	/** The fields of a type that hold constants. */
	Set<String> constantFields(String type) {
		return this.types.constantFields(type);
	}

	/** The types of patients. */
	Set<String> patients() {
		return this.types.patientTypes();
	}

	/**
	 * Returns each type with its name and title; its color and link, which may be null;
	 * and what the host calls its fields and how it words what happens to its records,
	 * where it does.
	 */
	List<Map<String, @Nullable Object>> views(HostTexts texts) {
		return this.types.all().stream().map(RecordType::name).map((name) -> view(name, texts)).toList();
	}

	private Map<String, @Nullable Object> view(String name, HostTexts texts) {
		Set<String> fields = this.types.fields(name);
		Map<String, String> titles = new TreeMap<>();
		Map<String, String> worded = new TreeMap<>(this.sentences.getOrDefault(name, Map.of()));
		Stream.concat(this.actions.stream(), fields.stream().map((field) -> Action.UPDATE.name() + "." + field))
			.forEach((key) -> texts.sentence(name, key).ifPresent((text) -> worded.put(key, text)));
		for (String field : fields) {
			texts.field(name, field).ifPresent((text) -> titles.put(field, text));
		}
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("name", name);
		view.put("title", texts.type(name));
		view.put("color", this.colors.get(name));
		view.put("link", this.links.get(name));
		if (!titles.isEmpty()) {
			view.put("fields", titles);
		}
		if (!worded.isEmpty()) {
			view.put("sentences", worded);
		}
		return view;
	}

}
