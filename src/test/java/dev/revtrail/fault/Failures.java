package dev.revtrail.fault;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The exceptions that an application saw, counted by their classes.
 */
final class Failures {

	private final Map<String, Integer> counts = new TreeMap<>();

	private final Map<String, Exception> examples = new TreeMap<>();

	synchronized void add(Exception failure) {
		this.counts.merge(name(failure), 1, Integer::sum);
		this.examples.putIfAbsent(name(failure), failure);
	}

	synchronized boolean isEmpty() {
		return this.counts.isEmpty();
	}

	/**
	 * Requires that there were none.
	 * @param when when there were to be none
	 */
	synchronized void requireNone(String when) {
		require("The host saw failures " + when + ".", this.examples.values());
	}

	/** Requires that there were none but those that it would see without the library. */
	synchronized void requireTheDatabasesOnly() {
		require("The host saw failures that are not the database's.",
				this.examples.values().stream().filter((failure) -> !isTheDatabases(failure)).toList());
	}

	/** Requires that none has anything of the library in it. */
	synchronized void requireNoneOfTheLibrary() {
		require("The host saw failures of the library.",
				this.examples.values().stream().filter(Failures::isTheLibrarys).toList());
	}

	private static void require(String message, Collection<Exception> failures) {
		if (!failures.isEmpty()) {
			AssertionError error = new AssertionError(message);
			failures.forEach(error::addSuppressed);
			throw error;
		}
	}

	private static String name(Exception failure) {
		String cause = chain(failure).filter(SQLException.class::isInstance)
			.map(SQLException.class::cast)
			.map((one) -> " of %s %s/%d".formatted(one.getClass().getSimpleName(), one.getSQLState(),
					one.getErrorCode()))
			.findFirst()
			.orElse("");
		return failure.getClass().getSimpleName() + cause;
	}

	/** Whether it is a failure of the database's, and nothing of the library is in it. */
	private static boolean isTheDatabases(Exception failure) {
		return chain(failure).anyMatch((one) -> one instanceof SQLException || one instanceof IOException)
				&& !isTheLibrarys(failure);
	}

	private static boolean isTheLibrarys(Exception failure) {
		return chain(failure).map((one) -> one.getClass().getName())
			.anyMatch((name) -> name.startsWith("dev.revtrail.") || name.startsWith("org.hibernate.envers."));
	}

	private static Stream<Throwable> chain(Exception failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
	}

	@Override
	public synchronized String toString() {
		return this.counts.isEmpty() ? "nothing" : String.join(", ",
				this.counts.entrySet().stream().map((e) -> e.getKey() + " × " + e.getValue()).toList());
	}

}
