package dev.revtrail.graphql;

import java.util.concurrent.CompletableFuture;

import dev.revtrail.ChangeLog;
import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;

/**
 * Executes operations, each within the time that one read of the log may take, however
 * often it reads it. All fields are fetched on the calling thread.
 */
final class LogReadingStrategy extends AsyncExecutionStrategy {

	private final ChangeLog log;

	LogReadingStrategy(ChangeLog log, DataFetcherExceptionHandler failures) {
		super(failures);
		this.log = log;
	}

	@Override
	public CompletableFuture<ExecutionResult> execute(ExecutionContext execution,
			ExecutionStrategyParameters parameters) {
		return this.log.inOneTimeLimit(() -> super.execute(execution, parameters));
	}

}
