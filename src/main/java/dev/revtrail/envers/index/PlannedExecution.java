package dev.revtrail.envers.index;

import java.util.function.ToIntFunction;

import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/**
 * Executes a statement by a plan that binds its parameters itself.
 */
public final class PlannedExecution implements MultiTableHandler {

	private final ToIntFunction<DomainQueryExecutionContext> plan;

	public PlannedExecution(ToIntFunction<DomainQueryExecutionContext> plan) {
		this.plan = plan;
	}

	@Override
	public JdbcParameterBindings createJdbcParameterBindings(DomainQueryExecutionContext context) {
		return JdbcParameterBindings.NO_BINDINGS;
	}

	@Override
	public boolean dependsOnParameterBindings() {
		return false;
	}

	@Override
	public boolean isCompatibleWith(JdbcParameterBindings bindings, QueryOptions options) {
		return true;
	}

	@Override
	public int execute(JdbcParameterBindings bindings, DomainQueryExecutionContext context) {
		return this.plan.applyAsInt(context);
	}

}
