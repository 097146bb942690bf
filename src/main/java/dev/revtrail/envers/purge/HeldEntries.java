package dev.revtrail.envers.purge;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.ChangeEntry;
import dev.revtrail.OrganizationTree;
import dev.revtrail.RecordRef;
import dev.revtrail.envers.model.FormerNames;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;

/**
 * Which entries the holds in force keep.
 */
final class HeldEntries {

	private final EntityManager entityManager;

	private final FormerNames formerNames;

	private final OrganizationTree organizations;

	HeldEntries(EntityManager entityManager, FormerNames formerNames, OrganizationTree organizations) {
		this.entityManager = entityManager;
		this.formerNames = formerNames;
		this.organizations = organizations;
	}

	/** The ids of those entries that are held. */
	Set<Long> among(Collection<ChangeEntry> entries) {
		Set<RecordRef> records = new HashSet<>();
		Set<String> patients = new HashSet<>();
		Set<String> organizationIds = new HashSet<>();
		this.entityManager.createQuery("select h from RevtrailLegalHold h where h.liftedAt is null", LegalHoldRow.class)
			.setFlushMode(FlushModeType.COMMIT)
			.getResultList()
			.stream()
			.map((row) -> row.toHold().subject())
			.forEach((subject) -> {
				switch (subject.kind()) {
					case RECORD ->
						records.add(today(new RecordRef(String.valueOf(subject.recordType()), subject.id())));
					case PATIENT -> patients.add(subject.id());
					case ORGANIZATION -> organizationIds.addAll(this.organizations.subtreeOf(subject.id()));
				}
			});
		return entries.stream()
			.filter((entry) -> records.contains(today(entry.record()))
					|| (entry.patient() != null && patients.contains(entry.patient().id()))
					|| (entry.organizationId() != null && organizationIds.contains(entry.organizationId())))
			.map(ChangeEntry::id)
			.collect(Collectors.toSet());
	}

	private RecordRef today(RecordRef record) {
		return new RecordRef(this.formerNames.typeToday(record.type()), record.id());
	}

}
