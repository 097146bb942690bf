package dev.revtrail.envers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.hibernate.envers.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The types whose records' ids can be spelled in several ways, as their key columns take
 * texts for one that differ. A record has the same id in all of its entries: as it is
 * spelled in its first audit row.
 */
final class Spellings {

	private final TrackedModel model;

	private final Map<String, StoredSpelling> byType = new TreeMap<>();

	Spellings(TrackedModel model, Configuration envers) {
		this.model = model;
		model.all().forEach((type) -> {
			List<TrackedEntity> entities = model.ofType(type.name())
				.stream()
				.filter((entity) -> entity.key().isLoose())
				.toList();
			if (!entities.isEmpty()) {
				this.byType.put(type.name(), StoredSpelling.of(entities, envers.getRevisionFieldName()));
			}
		});
	}

	/** All such types. */
	Set<String> types() {
		return this.byType.keySet();
	}

	/** The types of patients, whether or not they are such types. */
	Set<String> patientTypes() {
		return this.model.patientTypes();
	}

	/** The spelling of a record's id; null where it has only one. */
	@Nullable StoredSpelling ofRecord(@Nullable String recordType, @Nullable String recordId) {
		if (recordType == null || recordId == null || this.byType.isEmpty()) {
			return null;
		}
		StoredSpelling spelling = this.byType.get(this.model.formerNames().typeToday(recordType));
		return (spelling != null && spelling.isOf(recordId)) ? spelling : null;
	}

	/** The spelling of an index column's value; null where it has only one. */
	@Nullable StoredSpelling of(EntryRow row, String attribute) {
		return this.byType.isEmpty() ? null : switch (attribute) {
			case "recordId" -> ofRecord(row.recordType, row.recordId);
			case "patient" -> ofRecord(this.model.patientType(row.recordType).orElse(null), row.patient);
			default -> null;
		};
	}

}
