package dev.revtrail.retention;

import java.util.Locale;

import dev.revtrail.LegalHolds;
import dev.revtrail.PurgeStore;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;

/**
 * Finds record types by the names that properties give, of which Spring leaves letters
 * and digits.
 *
 * @param types the tracked types
 */
record RecordTypeNames(RecordTypes types) {

	/** The type's name of today; that of an event's type where no record type has it. */
	String find(String name) {
		return this.types.find(name)
			.map(RecordType::name)
			.orElseGet(() -> new RecordType(PurgeStore.RECORD_TYPE).isNamed(name) ? PurgeStore.RECORD_TYPE
					: new RecordType(LegalHolds.RECORD_TYPE).isNamed(name) ? LegalHolds.RECORD_TYPE
							: name.toUpperCase(Locale.ROOT));
	}

}
