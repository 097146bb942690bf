package dev.revtrail.envers.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.RecordRef;
import dev.revtrail.envers.capture.OwnerResolver;
import dev.revtrail.envers.capture.RecordChange;
import dev.revtrail.envers.capture.TransactionChanges;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedModel;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the patients and organizations of records from their current state, for records
 * without entries. Each step of a path takes one statement for all records of a type.
 */
final class CurrentOwners {

	private final EntityManager entityManager;

	private final TrackedModel model;

	CurrentOwners(EntityManager entityManager, TrackedModel model) {
		this.entityManager = entityManager;
		this.model = model;
	}

	/**
	 * The owners of records, within a transaction.
	 * @param records the records
	 * @return rows that hold patient and organization; without records that are not there
	 */
	Map<RecordRef, EntryRow> of(Collection<RecordRef> records) {
		Map<String, List<RecordRef>> byType = new LinkedHashMap<>();
		records.forEach((record) -> byType.computeIfAbsent(record.type(), (key) -> new ArrayList<>()).add(record));
		Map<RecordRef, EntryRow> owners = new HashMap<>();
		byType.forEach((type, ofType) -> this.model.ofType(type).forEach((entity) -> {
			List<RecordRef> open = ofType.stream()
				.filter((record) -> !owners.containsKey(record) && entity.key().isReadable(record.id()))
				.toList();
			if (!open.isEmpty()) {
				add(entity, open, owners);
			}
		}));
		return owners;
	}

	private void add(TrackedEntity entity, List<RecordRef> records, Map<RecordRef, EntryRow> owners) {
		SharedSessionContractImplementor session = this.entityManager.unwrap(SharedSessionContractImplementor.class);
		List<RecordChange> states = records.stream()
			.map((record) -> new RecordChange(entity, entity.key().id(record.id(), session), null))
			.toList();
		OwnerResolver resolver = new OwnerResolver(session, new TransactionChanges(session));
		List<@Nullable String> patients = resolver.owners(states, entity.patient());
		List<@Nullable String> organizationIds = resolver.owners(states, entity.organization());
		for (int i = 0; i < records.size(); i++) {
			if (organizationIds.get(i) != null) {
				EntryRow row = new EntryRow();
				row.organization = organizationIds.get(i);
				row.patient = patients.get(i);
				owners.put(records.get(i), row);
			}
		}
	}

}
