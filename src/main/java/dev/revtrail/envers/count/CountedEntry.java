package dev.revtrail.envers.count;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import dev.revtrail.envers.index.EntryRow;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of an entry.
 *
 * @param id its id
 * @param recordedAt when it was recorded
 * @param organization its organization
 * @param rootOrganization the organization at the top of that one's tree
 * @param recordType the record type
 * @param action the action
 * @param outcome the outcome
 * @param source the source
 * @param brand the brand
 * @param actorType the actor's type
 * @param changed the names of its changed fields, as the entry has them
 */
record CountedEntry(long id, Instant recordedAt, @Nullable String organization, @Nullable String rootOrganization,
		String recordType, String action, String outcome, String source, @Nullable String brand, String actorType,
		@Nullable String changed) {

	/** The names of its changed fields, or the sign for any. */
	List<String> fields() {
		return (this.changed == null) ? List.of()
				: Arrays.stream(this.changed.split(","))
					.filter((name) -> !name.isEmpty() && !name.startsWith(EntryRow.MASKED))
					.distinct()
					.toList();
	}

}
