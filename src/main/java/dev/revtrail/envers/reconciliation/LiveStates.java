package dev.revtrail.envers.reconciliation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.envers.capture.StoredCollections;
import dev.revtrail.envers.capture.StoredInstance;
import dev.revtrail.envers.capture.StoredPlace;
import dev.revtrail.envers.log.UnreadableValues;
import dev.revtrail.envers.model.ChildrenRole;
import dev.revtrail.envers.model.RecordScan;
import dev.revtrail.envers.model.SideSession;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the audited fields of records hold in the database. Takes one statement for the
 * records, and one for each collection.
 */
final class LiveStates {

	private static final Log logger = LogFactory.getLog(LiveStates.class);

	private final TrackedEntity entity;

	private final RecordScan scan;

	private final SharedSessionContractImplementor session;

	private final Map<String, Map<String, @Nullable Object>> states = new HashMap<>();

	private LiveStates(TrackedEntity entity, SharedSessionContractImplementor session) {
		this.entity = entity;
		this.scan = new RecordScan(entity);
		this.session = session;
	}

	/**
	 * Reads records.
	 * @param session the session whose connection is used
	 * @param entity their entity
	 * @param ids their ids
	 * @return by id, the canonical values of the fields whose values are known; none for
	 * a record with values that the mapping cannot read
	 */
	static Map<String, Map<String, @Nullable Object>> read(SharedSessionContractImplementor session,
			TrackedEntity entity, List<Object> ids) {
		LiveStates states = new LiveStates(entity, session);
		states.singles(ids);
		List<Object> readable = ids.stream().filter((id) -> states.states.containsKey(states.id(id))).toList();
		if (!readable.isEmpty()) {
			states.places(readable);
			states.collections(readable);
		}
		return states.states;
	}

	/** Leaves out records with values that the mapping cannot read. */
	private void singles(List<Object> ids) {
		try {
			read(ids);
		}
		catch (RuntimeException ex) {
			if (!UnreadableValues.isCauseOf(ex)) {
				throw ex;
			}
			if (ids.size() == 1) {
				logger.warn(this.entity.recordType() + " " + id(ids.get(0)) + " cannot be compared with the log.", ex);
			}
			else {
				ids.forEach((id) -> singles(List.of(id)));
			}
		}
	}

	private void read(List<Object> ids) {
		StoredInstance.read(this.session, this.scan.byIds(), this.entity.persister(), ids, LockMode.NONE, false)
			.forEach((record) -> this.states.put(id(record.id()), singles(record.state())));
	}

	private Map<String, @Nullable Object> singles(@Nullable Object[] state) {
		Map<String, @Nullable Object> values = new HashMap<>();
		for (TrackedField.Single field : this.entity.singles()) {
			if (field.path().isNone()) {
				values.put(field.name(), null);
			}
			else if (!field.isUnknownIn(state) && !field.mayHideIdIn(state)) {
				values.put(field.name(), field.valueIn(state, this.session));
			}
		}
		return values;
	}

	private void places(List<Object> ids) {
		StoredPlace.readUnheld(this.session, this.entity, ids, (role, field, place) -> {
			Map<String, @Nullable Object> values = this.states.get(id(place.child().getIdentifier()));
			if (values != null) {
				values.put(field.name(), place(role, field, place));
			}
		});
	}

	private @Nullable Object place(ChildrenRole role, TrackedField.Single field, StoredPlace place) {
		if (field instanceof TrackedField.Reference reference && field.name().equals(role.reference())) {
			return reference.key().text(reference.key().values(place.parent().getIdentifier(), this.session));
		}
		return (place.position() != null) ? field.valueOf(List.of(place.position())) : null;
	}

	private void collections(List<Object> ids) {
		if (this.entity.collections().isEmpty()) {
			return;
		}
		for (TrackedField.Elements field : this.entity.collections()) {
			this.states.values().forEach((values) -> values.put(field.name(), field.nothing()));
		}
		SideSession.reading(this.session, (side) -> {
			this.entity.collections()
				.forEach((field) -> StoredCollections.read(side, this.entity, field, ids, (id, collection) -> {
					Map<String, @Nullable Object> values = this.states.get(id(id));
					if (values != null) {
						values.put(field.name(), field.canonical(collection, (SharedSessionContractImplementor) side));
					}
				}));
			return null;
		});
	}

	private String id(Object id) {
		return this.scan.recordId(id, this.session);
	}

}
