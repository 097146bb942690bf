package dev.revtrail;

import java.util.Objects;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/**
 * What Spring Boot prints of a failed start-up.
 */
public final class StartupFailures {

	private StartupFailures() {
	}

	/**
	 * Returns the action that the first registered analyzer suggests for a failure.
	 * @param failure the failure
	 * @return the action
	 */
	public static String action(Throwable failure) {
		return Objects.requireNonNull(analysis(failure).getAction());
	}

	/**
	 * Returns the description by the first registered analyzer of a failure.
	 * @param failure the failure
	 * @return the description
	 */
	public static String description(Throwable failure) {
		return analysis(failure).getDescription();
	}

	private static FailureAnalysis analysis(Throwable failure) {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, new DefaultListableBeanFactory())
			.and(Environment.class, new StandardEnvironment());
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments)
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow();
	}

}
