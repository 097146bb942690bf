package dev.revtrail.envers.bulk;

import java.util.HashMap;
import java.util.Map;

import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.capture.RecordChange;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.mapper.id.IdMapper;
import org.jspecify.annotations.Nullable;

/**
 * Makes the audit rows of deletions of one entity, as Envers makes them, from the values
 * of its fields.
 */
final class DeletionRow {

	private final TrackedEntity entity;

	private final Configuration configuration;

	private final IdMapper ids;

	DeletionRow(TrackedEntity entity, EnversService envers) {
		this.entity = entity;
		this.configuration = envers.getConfig();
		this.ids = envers.getEntitiesConfigurations().get(entity.entityName()).getIdMapper();
	}

	/**
	 * Makes a row.
	 * @param session the session
	 * @param record the deleted record
	 * @param revision the revision, which has its number
	 * @return the values of the row's properties
	 */
	Map<String, @Nullable Object> of(SharedSessionContractImplementor session, RecordChange record,
			RevtrailRevision revision) {
		Map<String, @Nullable Object> values = values(session, record);
		Map<String, @Nullable Object> row = new HashMap<>();
		flags(values, row);
		if (this.configuration.isStoreDataAtDelete()) {
			row.putAll(values);
		}
		Map<String, Object> id = new HashMap<>();
		id.put(this.configuration.getRevisionFieldName(), revision);
		this.ids.mapToMapFromId(session, id, record.id());
		row.put(this.configuration.getOriginalIdPropertyName(), id);
		row.put(this.configuration.getRevisionTypePropertyName(), RevisionType.DEL);
		return row;
	}

	private Map<String, @Nullable Object> values(SharedSessionContractImplementor session, RecordChange record) {
		@Nullable Object @Nullable [] state = record.deletedState();
		Map<String, @Nullable Object> values = new HashMap<>();
		for (TrackedField.Single field : this.entity.singles()) {
			if (field instanceof TrackedField.Reference reference) {
				reference.audited().write(reference.idIn(state, session), values, session);
			}
			else {
				values.put(field.auditProperties().get(0), field.path().valueIn(state));
			}
		}
		return values;
	}

	/** A row that holds the values before differs from them in none. */
	private void flags(Map<String, @Nullable Object> values, Map<String, @Nullable Object> row) {
		String suffix = this.configuration.getModifiedFlagsSuffix();
		for (String property : this.entity.auditPersister().getPropertyNames()) {
			if (property.endsWith(suffix)) {
				String flagged = property.substring(0, property.length() - suffix.length());
				row.put(property, !this.configuration.isStoreDataAtDelete() && values.entrySet()
					.stream()
					.filter((value) -> value.getKey().equals(flagged) || value.getKey().startsWith(flagged + "_"))
					.anyMatch((value) -> value.getValue() != null));
			}
		}
	}

}
