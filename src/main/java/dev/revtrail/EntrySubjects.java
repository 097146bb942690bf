package dev.revtrail;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What entries may be about: tracked records, and what events are about that is none.
 *
 * @param tracked the tracked types
 */
public record EntrySubjects(RecordTypes tracked) implements RecordTypes {

	private static final List<String> SUBJECTS = List.of(RecordRef.APPLICATION, RecordRef.CHANGE_LOG,
			LegalHolds.RECORD_TYPE, RecordRef.PURGE);

	/**
	 * What may have happened to them.
	 * @param events the event types
	 * @return the names of the actions, in order
	 */
	public static SortedSet<String> actions(EventTypes events) {
		SortedSet<String> actions = new TreeSet<>(
				Set.of(Action.CREATE.name(), Action.UPDATE.name(), Action.DELETE.name()));
		events.all().forEach((type) -> actions.add(type.action().name()));
		return actions;
	}

	/**
	 * Finds a type by its name as properties have it: {@code billing-item}, and what
	 * Spring leaves of {@code BILLING_ITEM}, too.
	 * @param name the name
	 * @return the type, or nothing
	 */
	public Optional<RecordType> ofProperty(String name) {
		return find(name.replace('-', '_'));
	}

	@Override
	public List<RecordType> all() {
		return Stream.concat(this.tracked.all().stream(), SUBJECTS.stream().map(RecordType::new)).toList();
	}

	/** A former name of a tracked type means the type that has it today. */
	@Override
	public Optional<RecordType> find(String name) {
		return this.tracked.find(name).or(() -> RecordTypes.super.find(name));
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

}
