package dev.revtrail.envers.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.revtrail.RecordRef;
import dev.revtrail.envers.model.FormerNames;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Keeps how entries spell records whose first audit rows a purge removes. No audit row is
 * changed or locked for it, as writers may need the one that is the first from then on.
 * Takes a constant number of statements for records of a type whose ids can be spelled in
 * several ways, and none for others.
 */
public final class KeptSpellings {

	private final EntityManager entityManager;

	private final Spellings spellings;

	private final FormerNames formerNames;

	private final RowInsert insert;

	public KeptSpellings(EntityManager entityManager, Spellings spellings, FormerNames formerNames) {
		this.entityManager = entityManager;
		this.spellings = spellings;
		this.formerNames = formerNames;
		this.insert = new RowInsert(entityManager.getEntityManagerFactory()
			.unwrap(SessionFactoryImplementor.class)
			.getMappingMetamodel()
			.getEntityDescriptor(SpellingRow.class), List.of("recordType", "spelling", "recordId"));
	}

	/**
	 * Reads how records are spelled before their audit rows go.
	 * @param type the type's name of today
	 * @param recordIds the records' ids
	 * @return the spellings of those that can have several and have an audit row
	 */
	public Map<RecordRef, RecordRef> of(String type, Collection<String> recordIds) {
		StoredSpelling spelling = this.spellings.ofType(type);
		Map<RecordRef, RecordRef> found = new HashMap<>();
		if (spelling != null) {
			spelling.read(session(),
					recordIds.stream().filter(spelling::isOf).map((id) -> new RecordRef(type, id)).toList(), found);
		}
		return found;
	}

	/**
	 * Keeps the spellings that the first audit rows do not have anymore.
	 * @param type the type's name of today
	 * @param before what was read before audit rows went
	 */
	public void keep(String type, Map<RecordRef, RecordRef> before) {
		StoredSpelling spelling = this.spellings.ofType(type);
		if (spelling == null || before.isEmpty()) {
			return;
		}
		this.entityManager
			.createQuery("delete from RevtrailSpelling s where s.recordType in :types and s.recordId in :ids")
			.setParameter("types", this.formerNames.namesOfType(type))
			.setParameter("ids", before.values().stream().map(RecordRef::id).collect(Collectors.toSet()))
			.executeUpdate();
		Map<RecordRef, RecordRef> first = new HashMap<>();
		spelling.readFirst(session(), List.copyOf(before.keySet()), first);
		Map<String, String> changed = new HashMap<>();
		first.forEach((record, now) -> {
			String kept = Objects.requireNonNull(before.get(record)).id();
			if (!Objects.equals(now.id(), kept)) {
				changed.put(now.id(), kept);
			}
		});
		List<List<Object>> rows = new ArrayList<>();
		changed.forEach((now, kept) -> rows.add(List.of(type, now, kept)));
		this.insert.insert(session(), rows);
	}

	private SharedSessionContractImplementor session() {
		return this.entityManager.unwrap(SharedSessionContractImplementor.class);
	}

}
