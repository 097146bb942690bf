package dev.revtrail.graphql;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.revtrail.Caller;
import dev.revtrail.ChangeLog;
import dev.revtrail.EventTypes;
import dev.revtrail.QueryTimedOutException;
import dev.revtrail.RecordTypes;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.introspection.Introspection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Executes requests against the schema of their version, on the calling thread.
 */
final class GraphQlEngine {

	private static final Log logger = LogFactory.getLog(GraphQlEngine.class);

	private final Map<ApiVersion, String> texts = new EnumMap<>(ApiVersion.class);

	private final Map<ApiVersion, GraphQL> engines = new EnumMap<>(ApiVersion.class);

	private final boolean introspection;

	GraphQlEngine(RecordTypes types, EventTypes events, ChangeLog changeLog, AuditLog log,
			GraphQlProperties properties) {
		for (ApiVersion version : ApiVersion.values()) {
			String text = LogSchema.text(version, types, events);
			this.texts.put(version, text);
			this.engines.put(version,
					GraphQL.newGraphQL(LogSchema.of(text, version, log))
						.instrumentation(new QueryGuard(properties, version))
						.queryExecutionStrategy(new LogReadingStrategy(changeLog, GraphQlEngine::fail))
						.defaultDataFetcherExceptionHandler(GraphQlEngine::fail)
						.build());
		}
		this.introspection = properties.introspection();
	}

	/** Returns the text of the schema of a version. */
	String schema(ApiVersion version) {
		return Objects.requireNonNull(this.texts.get(version));
	}

	/** Returns whether everyone may read the schema. */
	boolean isIntrospected() {
		return this.introspection;
	}

	/**
	 * Executes a request.
	 * @param version the version of the contract
	 * @param request the request
	 * @param caller the caller; null if not known
	 * @return the result
	 */
	ExecutionResult execute(ApiVersion version, GraphQlRequest request, @Nullable Caller caller) {
		ExecutionInput.Builder input = ExecutionInput.newExecutionInput(request.query())
			.operationName(request.operationName())
			.variables(request.variables())
			.locale(Locale.ENGLISH)
			.graphQLContext((context) -> {
				context.of(Introspection.INTROSPECTION_DISABLED, !this.introspection);
				if (caller != null) {
					context.of(Caller.class, caller);
				}
			});
		GraphQL engine = Objects.requireNonNull(this.engines.get(version));
		ErrorView errors = new ErrorView(engine.getGraphQLSchema());
		ExecutionResult result = engine.execute(input.build());
		return result.transform((copy) -> copy.errors(result.getErrors().stream().map(errors::of).toList()));
	}

	private static CompletableFuture<DataFetcherExceptionHandlerResult> fail(
			DataFetcherExceptionHandlerParameters failure) {
		GraphQlRefusal refusal = refusalOf(failure.getException());
		return CompletableFuture.completedFuture(
				DataFetcherExceptionHandlerResult
					.newResult(GraphqlErrorBuilder.newError(failure.getDataFetchingEnvironment())
						.message("%s", refusal.message())
						.extensions(refusal.extensions())
						.build())
					.build());
	}

	private static GraphQlRefusal refusalOf(Throwable exception) {
		if (exception instanceof GraphQlRefusal refusal) {
			return refusal;
		}
		if (exception instanceof QueryTimedOutException) {
			logger.warn(exception.getMessage());
			return GraphQlRefusal.of(503);
		}
		logger.error("The audit log could not be read.", exception);
		return GraphQlRefusal.of(500);
	}

}
