package dev.revtrail.envers.baseline;

import java.util.List;
import java.util.Set;

import dev.revtrail.envers.model.AuditColumns;
import dev.revtrail.envers.model.PresentIds;
import dev.revtrail.envers.model.RecordScan;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.TrackedEntity;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.configuration.Configuration;

/**
 * Finds the records of an entity that have no audit row.
 */
final class OlderRecords {

	private final TrackedEntity entity;

	private final RecordScan scan;

	private final PresentIds audited;

	OlderRecords(TrackedEntity entity, Configuration envers) {
		this.entity = entity;
		this.scan = new RecordScan(entity);
		this.audited = new PresentIds(entity.key(), SqlNames.rootTable(entity.auditPersister()),
				AuditColumns.of(entity, envers.getRevisionFieldName()).id());
	}

	RecordScan scan() {
		return this.scan;
	}

	/** Leaves out the records that have audit rows that are committed now. */
	List<Object> withoutRows(SharedSessionContractImplementor session, List<Object> ids) {
		Set<String> audited = this.audited.in(session,
				ids.stream().map((id) -> this.entity.key().values(id, session)).toList());
		return audited.isEmpty() ? ids
				: ids.stream().filter((id) -> !audited.contains(this.scan.recordId(id, session))).toList();
	}

}
