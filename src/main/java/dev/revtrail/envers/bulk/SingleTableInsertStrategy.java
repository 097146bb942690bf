package dev.revtrail.envers.bulk;

import java.util.Objects;

import dev.revtrail.envers.index.PlannedExecution;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.SimpleNonSelectQueryPlan;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertValuesStatement;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

/**
 * Has rows inserted into an entity's one table by one statement, as Hibernate does for
 * entities without a {@link RecordingStrategy}: those with a strategy for updates and
 * deletes have several tables in its eyes.
 */
final class SingleTableInsertStrategy implements SqmMultiTableInsertStrategy {

	private final @Nullable SqmMultiTableInsertStrategy own;

	SingleTableInsertStrategy(@Nullable SqmMultiTableInsertStrategy own) {
		this.own = own;
	}

	@Override
	public MultiTableHandlerBuildResult buildHandler(SqmInsertStatement<?> statement, DomainParameterXref parameters,
			DomainQueryExecutionContext context) {
		if (statement instanceof SqmInsertValuesStatement<?> values && (values.getValuesList().size() == 1
				|| context.getSession().getDialect().supportsValuesListForInsert())) {
			SimpleNonSelectQueryPlan plan = new SimpleNonSelectQueryPlan(statement, parameters);
			return new MultiTableHandlerBuildResult(new PlannedExecution(plan::executeUpdate),
					JdbcParameterBindings.NO_BINDINGS);
		}
		return Objects.requireNonNull(this.own).buildHandler(statement, parameters, context);
	}

	@Override
	public void release(SessionFactoryImplementor sessionFactory, JdbcConnectionAccess connectionAccess) {
		if (this.own != null) {
			this.own.release(sessionFactory, connectionAccess);
		}
	}

}
