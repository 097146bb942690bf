package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.revtrail.Formerly;
import dev.revtrail.Tracked;
import org.jspecify.annotations.Nullable;

/**
 * What entities and their attributes were called before they were renamed.
 */
public final class FormerNames {

	private static final String FORMER = "Remove the former name, or correct it: each belongs to one record type or "
			+ "attribute.";

	private final Map<String, String> types = new TreeMap<>();

	/** The former names of fields, by type of today, each with its name of today. */
	private final Map<String, Map<String, String>> fields = new TreeMap<>();

	FormerNames(Collection<TrackedEntity> entities, TrackingProblems problems) {
		Set<String> today = entities.stream().map(TrackedEntity::recordType).collect(Collectors.toSet());
		for (TrackedEntity entity : entities) {
			Class<?> type = entity.persister().getMappedClass();
			formerTypes(type).forEach((former) -> addType(type, former, entity.recordType(), today, problems));
			Map<String, String> ofType = this.fields.computeIfAbsent(entity.recordType(), (key) -> new TreeMap<>());
			entity.fields().forEach((field) -> addField(entity, field.name(), ofType, problems));
		}
	}

	private void addType(Class<?> type, String former, String recordType, Set<String> today,
			TrackingProblems problems) {
		String other = this.types.put(former, recordType);
		if (today.contains(former) || (other != null && !other.equals(recordType))) {
			problems.add("@Tracked(formerly = \"" + former + "\") on " + type.getName()
					+ " is the name of another record type.", FORMER);
		}
	}

	/** What a subclass inherits says what it is called only where it gives the name. */
	private static List<String> formerTypes(Class<?> type) {
		Tracked tracked = type.getAnnotation(Tracked.class);
		boolean own = tracked != null
				&& (!tracked.name().isEmpty() || type.getDeclaredAnnotation(Tracked.class) != null);
		return own ? List.of(tracked.formerly()) : List.of();
	}

	private static void addField(TrackedEntity entity, String name, Map<String, String> former,
			TrackingProblems problems) {
		Class<?> type = entity.persister().getMappedClass();
		List<String> alternatives = List.of("");
		Class<?> owner = type;
		for (String segment : name.split("\\.")) {
			List<String> names = new ArrayList<>(List.of(segment));
			Attributes.annotations(owner, segment, Formerly.class)
				.forEach((annotation) -> names.addAll(List.of(annotation.value())));
			alternatives = alternatives.stream()
				.flatMap((prefix) -> names.stream().map((last) -> prefix.isEmpty() ? last : prefix + "." + last))
				.toList();
			owner = Attributes.typeOf(owner, segment);
		}
		for (String alternative : alternatives.subList(1, alternatives.size())) {
			String other = former.put(alternative, name);
			if ((other != null && !other.equals(name))
					|| entity.fields().stream().anyMatch((field) -> field.name().equals(alternative))) {
				problems.add("@Formerly says that '" + name + "' of " + type.getName() + " was called '" + alternative
						+ "', which is the name of another attribute.", FORMER);
			}
		}
	}

	/** The names that types no longer have. */
	Set<String> formerTypes() {
		return this.types.keySet();
	}

	/** Today's name of a type; the given one where nothing is known of it. */
	public String typeToday(String recordType) {
		return this.types.getOrDefault(recordType, recordType);
	}

	/** All names that a type has and had. */
	public Set<String> namesOfType(String recordType) {
		String today = typeToday(recordType);
		Set<String> names = this.types.entrySet()
			.stream()
			.filter((former) -> former.getValue().equals(today))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
		names.add(today);
		return names;
	}

	/** Today's name of a type's field; the given one where nothing is known of it. */
	public String fieldToday(String recordType, String field) {
		return this.fields.getOrDefault(typeToday(recordType), Map.of()).getOrDefault(field, field);
	}

	/** Values by fields of a type, under the fields' names of today. */
	public <V extends @Nullable Object> Map<String, V> today(String recordType, Map<String, V> values) {
		Map<String, V> today = new LinkedHashMap<>();
		values.forEach((field, value) -> today.put(fieldToday(recordType, field), value));
		return today;
	}

	/** The former names of a field by the types of today that have it. */
	public Map<String, Set<String>> namesOfField(String field) {
		Map<String, Set<String>> names = new TreeMap<>();
		this.fields.forEach((type, former) -> {
			Set<String> ofType = former.entrySet()
				.stream()
				.filter((name) -> name.getValue().equals(field))
				.map(Map.Entry::getKey)
				.collect(Collectors.toSet());
			if (!ofType.isEmpty()) {
				names.put(type, ofType);
			}
		});
		return names;
	}

	/** The former names of a type's field. */
	public Set<String> namesOfField(String recordType, String field) {
		return namesOfField(field).getOrDefault(typeToday(recordType), Set.of());
	}

}
