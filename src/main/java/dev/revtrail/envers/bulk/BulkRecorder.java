package dev.revtrail.envers.bulk;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.BulkMode;
import dev.revtrail.envers.UnrecordableStatementException;
import dev.revtrail.envers.bulk.detect.BulkDetector;
import dev.revtrail.envers.bulk.detect.TrackedTables;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.NonSelectQueryPlan;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.tree.AbstractSqmRestrictedDmlStatement;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.jspecify.annotations.Nullable;

/**
 * Has updates and deletes of Hibernate's query language keep their entries where the mode
 * is {@link BulkMode#RECORD}, however they are executed. One whose entries could not be
 * right runs as it is, and is reported.
 */
public final class BulkRecorder {

	/** The setting that hands the recorder to its session factory. */
	public static final String SETTING = "dev.revtrail.envers.bulk-recorder";

	private final BulkDetector detector;

	private volatile @Nullable TrackedBulkChanges changes;

	/** The names of the entities whose statements are recorded; none before the start. */
	private volatile Set<String> recorded = Set.of();

	public BulkRecorder(BulkDetector detector) {
		this.detector = detector;
	}

	/** The recorder of the session factory that is being built; null for none. */
	static @Nullable BulkRecorder of(RuntimeModelCreationContext context) {
		return (context.getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSettings()
			.get(SETTING) instanceof BulkRecorder recorder) ? recorder : null;
	}

	/** Called once the session factory knows its mappings, before its first session. */
	public void start(TrackedBulkChanges changes, MappingMetamodelImplementor metamodel, TrackedTables tables) {
		this.changes = changes;
		this.recorded = metamodel.streamEntityDescriptors()
			.filter((persister) -> tables.mode(persister) == BulkMode.RECORD)
			.map(EntityPersister::getEntityName)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Nullable SqmMultiTableMutationStrategy around(EntityPersister persister, @Nullable SqmMultiTableMutationStrategy own) {
		return this.recorded.contains(persister.getEntityName()) ? new RecordingStrategy(this::execute, persister, own)
				: own;
	}

	@Nullable SqmMultiTableInsertStrategy around(EntityPersister persister, @Nullable SqmMultiTableInsertStrategy own) {
		return (this.recorded.contains(persister.getEntityName()) && !persister.hasMultipleTables())
				? new SingleTableInsertStrategy(own) : own;
	}

	/** Executes a statement so that it keeps its entries, or else by its plan. */
	private int execute(SqmDeleteOrUpdateStatement<?> statement, DomainQueryExecutionContext context,
			NonSelectQueryPlan plan) {
		if (this.detector.isUntracked()) {
			return plan.executeUpdate(context);
		}
		try {
			if (!(context instanceof SqmQueryImpl<?> query)
					|| !(statement instanceof AbstractSqmRestrictedDmlStatement<?> restricted)) {
				throw new UnrecordableStatementException("Hibernate executes it in a way that is not known.");
			}
			return Objects.requireNonNull(this.changes)
				.record(BulkQuery.of(query, restricted, () -> plan.executeUpdate(context)));
		}
		catch (UnrecordableStatementException ex) {
			return this.detector.unrecorded(ex.reason(), () -> plan.executeUpdate(context));
		}
	}

}
