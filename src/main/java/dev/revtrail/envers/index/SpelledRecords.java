package dev.revtrail.envers.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.revtrail.RecordRef;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Finds how entries spell records, of whose spellings a caller or a reference may have
 * another. Takes a statement only for types whose ids can be spelled in several ways.
 */
public final class SpelledRecords {

	private final EntityManager entityManager;

	private final Spellings spellings;

	SpelledRecords(EntityManager entityManager, Spellings spellings) {
		this.entityManager = entityManager;
		this.spellings = spellings;
	}

	/** Returns a record as entries spell it. */
	public RecordRef asInEntries(RecordRef record) {
		return asInEntries(List.of(record)).apply(record);
	}

	/** Looks up how entries spell records, and returns what spells each of them so. */
	public UnaryOperator<RecordRef> asInEntries(Collection<RecordRef> records) {
		return this.spellings.asInEntries(this.entityManager.unwrap(SharedSessionContractImplementor.class), records);
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

	/** The same for ids of records of any type. */
	Set<String> withSpellings(Set<String> ids) {
		return withSpellings(this.spellings.types(), ids);
	}

	/** The same for the id of a patient. */
	Set<String> withSpellings(String patient) {
		return withSpellings(this.spellings.patientTypes(), Set.of(patient));
	}

	/** Whether an entry is about the patient that it belongs to. */
	boolean isPatient(EntryRow entry) {
		return entry.recordId.equals(entry.patient) && this.spellings.isPatientType(entry.recordType);
	}

}
