package dev.revtrail.envers.bulk;

import java.util.Map;

import dev.revtrail.envers.bulk.detect.BulkRules;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.JoinedSubclassEntityPersister;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;

/**
 * Gives entities whose bulk statements may be recorded the persisters that let them be.
 * All others keep Hibernate's own.
 */
public final class RecordingPersisters extends StandardPersisterClassResolver {

	private static final Map<Class<?>, Class<? extends EntityPersister>> RECORDING = Map.of(
			SingleTableEntityPersister.class, RecordingSingleTablePersister.class, JoinedSubclassEntityPersister.class,
			RecordingJoinedPersister.class, UnionSubclassEntityPersister.class, RecordingUnionPersister.class);

	private final BulkRules rules;

	public RecordingPersisters(BulkRules rules) {
		this.rules = rules;
	}

	@Override
	public Class<? extends EntityPersister> getEntityPersisterClass(PersistentClass model) {
		Class<? extends EntityPersister> standard = super.getEntityPersisterClass(model);
		return isRecorded(model) ? RECORDING.getOrDefault(standard, standard) : standard;
	}

	/** A statement about one class may be about any of its hierarchy. */
	private boolean isRecorded(PersistentClass model) {
		PersistentClass root = model.getRootClass();
		return mayRecord(root) || root.getSubclassClosure().stream().anyMatch(this::mayRecord);
	}

	private boolean mayRecord(PersistentClass model) {
		return model.hasPojoRepresentation() && this.rules.mayRecord(model.getMappedClass());
	}

}
