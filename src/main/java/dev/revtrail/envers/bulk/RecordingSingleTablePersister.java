package dev.revtrail.envers.bulk;

import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The persister of an entity in one table, perhaps with secondary ones, whose bulk
 * statements keep their entries.
 */
public final class RecordingSingleTablePersister extends SingleTableEntityPersister {

	private final @Nullable BulkRecorder recorder;

	/**
	 * Creates the persister; called by Hibernate.
	 * @param persistentClass the mapping
	 * @param cache the second-level cache of the entity
	 * @param naturalIdCache the second-level cache of its natural ids
	 * @param context the context
	 */
	public RecordingSingleTablePersister(PersistentClass persistentClass, @Nullable EntityDataAccess cache,
			@Nullable NaturalIdDataAccess naturalIdCache, RuntimeModelCreationContext context) {
		super(persistentClass, cache, naturalIdCache, context);
		this.recorder = BulkRecorder.of(context);
	}

	@Override
	public @Nullable SqmMultiTableMutationStrategy getSqmMultiTableMutationStrategy() {
		SqmMultiTableMutationStrategy own = super.getSqmMultiTableMutationStrategy();
		return (this.recorder != null) ? this.recorder.around(this, own) : own;
	}

	@Override
	public @Nullable SqmMultiTableInsertStrategy getSqmMultiTableInsertStrategy() {
		SqmMultiTableInsertStrategy own = super.getSqmMultiTableInsertStrategy();
		return (this.recorder != null) ? this.recorder.around(this, own) : own;
	}

}
