package dev.revtrail.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.revtrail.LegalHolds;
import dev.revtrail.PurgeStore;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;

/**
 * What entries may be about: tracked records, and what events are about that is none.
 *
 * @param tracked the tracked types
 */
public record EntrySubjects(RecordTypes tracked) implements RecordTypes {

	private static final List<String> SUBJECTS = List.of(RecordRef.APPLICATION, RecordRef.CHANGE_LOG,
			LegalHolds.RECORD_TYPE, PurgeStore.RECORD_TYPE);

	@Override
	public List<RecordType> all() {
		return Stream.concat(this.tracked.all().stream(), SUBJECTS.stream().map(RecordType::new)).toList();
	}

	/** A former name of a tracked type means the type that has it today. */
	@Override
	public Optional<RecordType> find(String name) {
		return this.tracked.find(name).or(() -> RecordTypes.super.find(name));
	}

}
