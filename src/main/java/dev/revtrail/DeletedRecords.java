package dev.revtrail;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A run of consecutive deleted records.
 *
 * @param records the records, sorted by deletion, the latest first
 * @param next the place to continue from; null if no record follows
 */
public record DeletedRecords(List<DeletedRecord> records, @Nullable Cursor next) {

	public DeletedRecords {
		records = List.copyOf(records);
	}

}
