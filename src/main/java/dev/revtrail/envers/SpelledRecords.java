package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.revtrail.RecordRef;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Finds how entries spell records, of whose spellings a caller or a reference may have
 * another. Takes a statement only for types whose ids can be spelled in several ways.
 */
final class SpelledRecords {

	private final EntityManager entityManager;

	private final Spellings spellings;

	SpelledRecords(EntityManager entityManager, Spellings spellings) {
		this.entityManager = entityManager;
		this.spellings = spellings;
	}

	/** Returns a record as entries spell it. */
	RecordRef asInEntries(RecordRef record) {
		return asInEntries(List.of(record)).apply(record);
	}

	/** Looks up how entries spell records, and returns what spells each of them so. */
	UnaryOperator<RecordRef> asInEntries(Collection<RecordRef> records) {
		Map<StoredSpelling, Set<RecordRef>> spelled = new LinkedHashMap<>();
		records.forEach((record) -> {
			StoredSpelling spelling = this.spellings.ofRecord(record.type(), record.id());
			if (spelling != null) {
				spelled.computeIfAbsent(spelling, (key) -> new HashSet<>()).add(record);
			}
		});
		Map<RecordRef, RecordRef> found = new HashMap<>();
		spelled.forEach((spelling, ofType) -> find(spelling, List.copyOf(ofType), found));
		return (record) -> found.getOrDefault(record, record);
	}

	/** Returns ids and, where entries of some types spell them otherwise, those too. */
	Set<String> withSpellings(Collection<String> recordTypes, Set<String> ids) {
		List<RecordRef> records = new ArrayList<>();
		recordTypes.forEach((type) -> ids.forEach((id) -> records.add(new RecordRef(type, id))));
		UnaryOperator<RecordRef> asInEntries = asInEntries(records);
		Set<String> all = new HashSet<>(ids);
		records.forEach((record) -> all.add(asInEntries.apply(record).id()));
		return all;
	}

	/** The same for ids of records of whatever type. */
	Set<String> withSpellings(Set<String> ids) {
		return withSpellings(this.spellings.types(), ids);
	}

	/** The same for the id of a patient. */
	Set<String> withSpellings(String patient) {
		return withSpellings(this.spellings.patientTypes(), Set.of(patient));
	}

	private void find(StoredSpelling spelling, List<RecordRef> records, Map<RecordRef, RecordRef> found) {
		SharedSessionContractImplementor session = this.entityManager.unwrap(SharedSessionContractImplementor.class);
		Subselects.read(session, spelling.sql(), records,
				(statement, first, record) -> spelling.bind(statement, first, record.id(), session),
				(record, rows, column) -> {
					String id = rows.getString(column);
					if (id != null) {
						found.put(record, new RecordRef(record.type(), id));
					}
				});
	}

}
