package dev.revtrail.envers.boot;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.revtrail.envers.InvalidTrackingException;
import dev.revtrail.envers.InvalidTrackingException.Problem;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class InvalidTrackingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTrackingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTrackingException cause) {
		return new FailureAnalysis(lines(cause.problems(), Problem::description),
				lines(cause.problems(), Problem::action), cause);
	}

	private static String lines(List<Problem> problems, Function<Problem, String> text) {
		List<String> lines = problems.stream().map(text).distinct().toList();
		return (lines.size() == 1) ? lines.get(0)
				: lines.stream().map((line) -> "- " + line).collect(Collectors.joining("\n"));
	}

}
