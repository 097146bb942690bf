package dev.revtrail.envers.boot;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.revtrail.EntrySubjects;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.envers.model.TrackingProblems;

/**
 * Record types that callers may also call by the names that a property gives them.
 */
final class AliasedTypes implements RecordTypes {

	private static final String PROPERTY = "revtrail.type-aliases";

	private final RecordTypes tracked;

	private final Map<String, RecordType> byAlias = new TreeMap<>();

	private AliasedTypes(RecordTypes tracked) {
		this.tracked = tracked;
	}

	/**
	 * Returns record types with aliases.
	 * @param tracked the tracked types
	 * @param aliases the names of types by alias
	 * @param problems collects what is wrong with the aliases
	 * @return the types
	 */
	static RecordTypes of(RecordTypes tracked, Map<String, String> aliases, TrackingProblems problems) {
		AliasedTypes types = new AliasedTypes(tracked);
		aliases.forEach((alias, name) -> types.add(alias, name, problems));
		return types;
	}

	private void add(String alias, String name, TrackingProblems problems) {
		String property = PROPERTY + "." + alias;
		if (new EntrySubjects(this.tracked).ofProperty(alias).isPresent()) {
			problems.add("The property " + property + " gives an alias that is the name of a record type.",
					"Use another name than those of record types as the alias.");
		}
		Optional<RecordType> type = this.tracked.find(name.replace('-', '_'));
		if (type.isEmpty()) {
			problems.add(
					"The property " + property + " is an alias of " + name + ", which is not a tracked record type.",
					"Use the name of a record type in " + property + ": "
							+ this.tracked.all().stream().map(RecordType::name).collect(Collectors.joining(", "))
							+ ".");
		}
		else if (this.byAlias.putIfAbsent(key(alias), type.get()) != null) {
			problems.add("The property " + property + " gives an alias that another property gives too.",
					"Use each alias once in " + PROPERTY + "; case, hyphens and underscores do not count.");
		}
	}

	/** Spring drops underscores from the names of properties. */
	private static String key(String alias) {
		return alias.replace("_", "").replace("-", "").toUpperCase(Locale.ROOT);
	}

	@Override
	public List<RecordType> all() {
		return this.tracked.all();
	}

	@Override
	public Optional<RecordType> find(String name) {
		return this.tracked.find(name).or(() -> Optional.ofNullable(this.byAlias.get(key(name))));
	}

	@Override
	public Optional<RecordType> find(Class<?> entity) {
		return this.tracked.find(entity);
	}

	@Override
	public Set<String> fields(String recordType) {
		return this.tracked.fields(recordType);
	}

	@Override
	public Set<String> maskedFields(String recordType) {
		return this.tracked.maskedFields(recordType);
	}

	@Override
	public Set<String> binaryFields(String recordType) {
		return this.tracked.binaryFields(recordType);
	}

	@Override
	public Set<String> constantFields(String recordType) {
		return this.tracked.constantFields(recordType);
	}

	@Override
	public Set<String> patientTypes() {
		return this.tracked.patientTypes();
	}

	@Override
	public Optional<RecordRef> of(Object record) {
		return this.tracked.of(record);
	}

}
