package dev.revtrail.envers.bulk;

import dev.revtrail.envers.index.PlannedExecution;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.NonSelectQueryPlan;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.MultiTableDeleteQueryPlan;
import org.hibernate.query.sqm.internal.MultiTableUpdateQueryPlan;
import org.hibernate.query.sqm.internal.SimpleDeleteQueryPlan;
import org.hibernate.query.sqm.internal.SimpleNonSelectQueryPlan;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

/**
 * Puts the recorder before the way in which Hibernate executes updates and deletes of an
 * entity. Hibernate asks each entity for such a strategy before it executes one, also
 * where the entity has one table.
 */
final class RecordingStrategy implements SqmMultiTableMutationStrategy {

	private final Execution execution;

	private final EntityPersister persister;

	private final @Nullable SqmMultiTableMutationStrategy own;

	/**
	 * Creates the strategy.
	 * @param execution executes a statement so that it is recorded
	 * @param persister the entity
	 * @param own the entity's own strategy; null where it has one table
	 */
	RecordingStrategy(Execution execution, EntityPersister persister, @Nullable SqmMultiTableMutationStrategy own) {
		this.execution = execution;
		this.persister = persister;
		this.own = own;
	}

	@Override
	public MultiTableHandlerBuildResult buildHandler(SqmDeleteOrUpdateStatement<?> statement,
			DomainParameterXref parameters, DomainQueryExecutionContext context) {
		NonSelectQueryPlan plan = plan(statement, parameters);
		return new MultiTableHandlerBuildResult(
				new PlannedExecution((executed) -> this.execution.execute(statement, executed, plan)),
				JdbcParameterBindings.NO_BINDINGS);
	}

	/** The plan that Hibernate would make. */
	private NonSelectQueryPlan plan(SqmDeleteOrUpdateStatement<?> statement, DomainParameterXref parameters) {
		SqmMultiTableMutationStrategy own = this.own;
		if (statement instanceof SqmDeleteStatement<?> delete) {
			return (own != null) ? new MultiTableDeleteQueryPlan(delete, parameters, own)
					: new SimpleDeleteQueryPlan(this.persister, delete, parameters);
		}
		SqmUpdateStatement<?> update = (SqmUpdateStatement<?>) statement;
		return (own != null) ? new MultiTableUpdateQueryPlan(update, parameters, own)
				: new SimpleNonSelectQueryPlan(update, parameters);
	}

	@Override
	public void release(SessionFactoryImplementor sessionFactory, JdbcConnectionAccess connectionAccess) {
		if (this.own != null) {
			this.own.release(sessionFactory, connectionAccess);
		}
	}

	/** Executes a statement, with entries where they can be right. */
	@FunctionalInterface
	interface Execution {

		/**
		 * Executes a statement.
		 * @param statement the statement
		 * @param context its parameters and session
		 * @param plan how Hibernate would execute it
		 * @return how many rows it has changed
		 */
		int execute(SqmDeleteOrUpdateStatement<?> statement, DomainQueryExecutionContext context,
				NonSelectQueryPlan plan);

	}

}
