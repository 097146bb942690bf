package dev.revtrail.graphql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.revtrail.Caller;
import dev.revtrail.web.request.LogReads;
import dev.revtrail.web.request.RequestLimits;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.DocumentAndVariables;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns away whole operations: what is too large before it is validated, and what reads
 * the log for a caller who may not before it is executed.
 */
final class QueryGuard extends SimplePerformantInstrumentation {

	/** The authority that the contract requires. */
	static final String AUTHORITY = "can_view_audit_log";

	/** Fragments in fragments are no depth, but take the engine's stack. */
	private static final int FRAGMENTS_PER_FIELD = 4;

	/** The key by which an operation's context knows how often it reads the log. */
	static final String READS = QueryGuard.class.getName() + ".READS";

	private final GraphQlProperties limits;

	private final ApiVersion version;

	/**
	 * Creates a guard.
	 * @param limits what is too large
	 * @param version the version of the contract
	 */
	QueryGuard(GraphQlProperties limits, ApiVersion version) {
		this.limits = limits;
		this.version = version;
	}

	@Override
	public DocumentAndVariables instrumentDocumentAndVariables(DocumentAndVariables query,
			InstrumentationExecutionParameters parameters, InstrumentationState state) {
		QuerySize size = QueryMeasure.of(query.getDocument(), new PageSizes(query.getDocument(),
				parameters.getExecutionInput().getRawVariables().toMap(), this.version));
		check(size.depth(), this.limits.maxDepth(), "Query has depth of %d, which exceeds max depth of %d");
		check(size.nesting(), this.limits.maxDepth() * FRAGMENTS_PER_FIELD,
				"Query has nesting of %d with its fragments, which exceeds max nesting of %d");
		check(size.aliases(), this.limits.maxAliases(), "Query has %d aliases, which exceeds max aliases of %d");
		check(size.fields(), this.limits.maxComplexity(),
				"Query has complexity of %d, which exceeds max complexity of %d");
		parameters.getGraphQLContext().put(READS, size.reads());
		return query;
	}

	/** The request itself was counted as one. */
	private static void countAll(long reads) {
		if (!RequestLimits.allowMore(reads - 1)) {
			throw abort(GraphQlRefusal.of(429));
		}
	}

	private static void check(long size, int most, String message) {
		if (size > most) {
			throw abort(new GraphQlRefusal(ErrorCode.BAD_USER_INPUT, String.format(Locale.ROOT, message, size, most)));
		}
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext execution = parameters.getExecutionContext();
		if (readsTheLog(execution.getOperationDefinition().getSelectionSet(), execution.getFragmentsByName())) {
			Caller caller = execution.getGraphQLContext().get(Caller.class);
			if (caller == null || !caller.may(AUTHORITY)) {
				throw abort(GraphQlRefusal.of((caller != null) ? 403 : 401));
			}
			countAll(execution.getGraphQLContext().getOrDefault(READS, 1L));
			LogReads.by(caller);
			LogReads.operation(text(execution.getExecutionInput()));
		}
		return super.beginExecuteOperation(parameters, state);
	}

	/**
	 * Returns whether anything but the schema is selected; fragments are known to end.
	 */
	private static boolean readsTheLog(SelectionSet selections, Map<String, FragmentDefinition> fragments) {
		for (Selection<?> selection : selections.getSelections()) {
			if ((selection instanceof Field field) ? !field.getName().startsWith("__")
					: readsTheLog(selectionsOf(selection, fragments), fragments)) {
				return true;
			}
		}
		return false;
	}

	private static SelectionSet selectionsOf(Selection<?> selection, Map<String, FragmentDefinition> fragments) {
		return (selection instanceof FragmentSpread spread)
				? Objects.requireNonNull(fragments.get(spread.getName())).getSelectionSet()
				: ((InlineFragment) selection).getSelectionSet();
	}

	/** The text of an operation, with its variables where it has any. */
	private static String text(ExecutionInput input) {
		Map<String, Object> variables = input.getRawVariables().toMap();
		return variables.isEmpty() ? input.getQuery()
				: input.getQuery() + "\n" + JsonMapper.shared().writeValueAsString(variables);
	}

	private static AbortExecutionException abort(GraphQlRefusal refusal) {
		return new AbortExecutionException(List.of(GraphqlErrorBuilder.newError()
			.message("%s", refusal.message())
			.extensions(refusal.extensions())
			.build()));
	}

}
