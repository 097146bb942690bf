package dev.revtrail.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.revtrail.Diagnostics;
import dev.revtrail.TrackingReport;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Checks an application's change log in its tests.
 */
public final class RevtrailAssertions {

	private static final Set<String> DECLARED = Set.of("@NotAudited", "@Version");

	private RevtrailAssertions() {
	}

	/**
	 * Checks that changes of all entities are recorded, with all attributes but those
	 * that say {@code @NotAudited} or {@code @Version}, that no bulk statement has
	 * changed tracked records without an entry so far, and that no index is missing.
	 * @param context the application's context
	 * @param exceptions what may be left out: full names of entities, and attributes with
	 * the simple name of their entity, such as {@code Invoice.total}
	 * @throws AssertionError if anything else is not recorded; it lists all of it
	 * @throws org.springframework.beans.factory.NoSuchBeanDefinitionException if the
	 * application has no change log
	 */
	public static void assertThatEverythingIsTracked(ListableBeanFactory context, String... exceptions) {
		Set<String> excepted = Set.of(exceptions);
		TrackingReport report = context.getBean(Diagnostics.class).report();
		List<String> problems = new ArrayList<>();
		report.untrackedEntities()
			.stream()
			.filter((entity) -> !excepted.contains(entity))
			.forEach((entity) -> problems.add(entity + " is not tracked."));
		for (TrackingReport.Type type : report.recordTypes()) {
			type.notAudited().forEach((attribute, reason) -> {
				if (!DECLARED.contains(reason) && !excepted.contains(attribute)) {
					problems.add(attribute + " is not audited: " + reason + ".");
				}
			});
		}
		report.bulkStatements()
			.forEach((statement) -> problems.add("A bulk " + statement.verb() + " of table " + statement.table()
					+ " at " + statement.place() + " left no entry."));
		report.missingIndexes().forEach((index) -> problems.add("An index is missing: " + index));
		if (!problems.isEmpty()) {
			throw new AssertionError("Not everything is tracked:\n  " + String.join("\n  ", problems));
		}
	}

}
