package dev.revtrail.envers.index;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import dev.revtrail.RecordRef;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.model.TrackedModel;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The types whose records' ids can be spelled in several ways, as their key columns take
 * texts for one that differ. A record has the same id in all of its entries: as it is
 * spelled in its first audit row, or was before a purge removed that row.
 */
public final class Spellings {

	private final TrackedModel model;

	private final Map<String, StoredSpelling> byType = new TreeMap<>();

	public Spellings(TrackedFactory factory) {
		TrackedModel model = factory.model();
		this.model = model;
		model.all().forEach((type) -> {
			List<TrackedEntity> entities = model.ofType(type.name())
				.stream()
				.filter((entity) -> entity.key().isLoose())
				.toList();
			if (!entities.isEmpty()) {
				this.byType.put(type.name(), StoredSpelling.of(entities, model.formerNames().namesOfType(type.name()),
						factory.sessionFactory(), factory.configuration().getRevisionFieldName()));
			}
		});
	}

	/** All such types. */
	Set<String> types() {
		return this.byType.keySet();
	}

	/** Reads the spelling of a type's records; null where each has one. */
	@Nullable StoredSpelling ofType(String type) {
		return this.byType.get(type);
	}

	/** The types of patients, whether or not they are such types. */
	Set<String> patientTypes() {
		return this.model.patientTypes();
	}

	/** Whether the records of a type are patients, by any name that it had. */
	boolean isPatientType(String type) {
		return this.model.patientTypes().contains(this.model.formerNames().typeToday(type));
	}

	/**
	 * Looks up how entries spell records. Takes a statement for each type whose ids can
	 * be spelled in several ways.
	 * @param session the current session
	 * @param records the records
	 * @return what spells each of them so
	 */
	UnaryOperator<RecordRef> asInEntries(SharedSessionContractImplementor session, Collection<RecordRef> records) {
		Map<StoredSpelling, Set<RecordRef>> spelled = new LinkedHashMap<>();
		records.forEach((record) -> {
			StoredSpelling spelling = this.byType.get(this.model.formerNames().typeToday(record.type()));
			if (spelling != null && spelling.isOf(record.id())) {
				spelled.computeIfAbsent(spelling, (key) -> new LinkedHashSet<>()).add(record);
			}
		});
		Map<RecordRef, RecordRef> found = new HashMap<>();
		spelled.forEach((spelling, ofType) -> spelling.read(session, List.copyOf(ofType), found));
		return (record) -> found.getOrDefault(record, record);
	}

	/** Spells the records that new entries are of. */
	void apply(SharedSessionContractImplementor session, List<EntryRow> entries) {
		if (this.byType.isEmpty()) {
			return;
		}
		Set<RecordRef> records = new LinkedHashSet<>();
		entries.forEach((entry) -> {
			record(entry).ifPresent(records::add);
			patient(entry).ifPresent(records::add);
		});
		UnaryOperator<RecordRef> asInEntries = asInEntries(session, records);
		entries.forEach((entry) -> {
			record(entry).map(asInEntries).ifPresent((record) -> entry.recordId = record.id());
			patient(entry).map(asInEntries).ifPresent((patient) -> entry.patient = patient.id());
		});
	}

	private static Optional<RecordRef> record(EntryRow entry) {
		return ref(Optional.ofNullable(entry.recordType), entry.recordId);
	}

	private Optional<RecordRef> patient(EntryRow entry) {
		return ref(this.model.patientType(entry.recordType), entry.patient);
	}

	private static Optional<RecordRef> ref(Optional<String> type, @Nullable String id) {
		return (id != null) ? type.map((name) -> new RecordRef(name, id)) : Optional.empty();
	}

}
