package dev.revtrail;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some deleted records in a row.
 *
 * @param records the records, those deleted last first
 * @param next the place to go on from; null when nothing comes after
 */
public record DeletedRecords(List<DeletedRecord> records, @Nullable Cursor next) {

	public DeletedRecords {
		records = List.copyOf(records);
	}

}
