package dev.revtrail.envers.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.revtrail.BulkMode;
import dev.revtrail.Diagnostics;
import dev.revtrail.TrackingReport;
import dev.revtrail.retention.RetentionPolicies;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Says in a few lines, once an application is ready, what its change log records.
 */
final class StartupSummary {

	private static final Log logger = LogFactory.getLog(StartupSummary.class);

	private final Diagnostics diagnostics;

	private final BulkMode bulk;

	private final ObjectProvider<RetentionPolicies> policies;

	StartupSummary(Diagnostics diagnostics, BulkMode bulk, ObjectProvider<RetentionPolicies> policies) {
		this.diagnostics = diagnostics;
		this.bulk = bulk;
		this.policies = policies;
	}

	/** That it cannot be said keeps no application from working. */
	@EventListener
	void ready(ApplicationReadyEvent event) {
		if (!logger.isInfoEnabled()) {
			return;
		}
		try {
			logger.info(String.join("\n  ", lines(this.diagnostics.report())));
		}
		catch (RuntimeException ex) {
			logger.warn("What the change log records could not be summarized.", ex);
		}
	}

	private List<String> lines(TrackingReport report) {
		List<TrackingReport.Type> types = report.recordTypes();
		List<String> lines = new ArrayList<>();
		lines.add(String.format(Locale.ROOT,
				"The change log records %d types with %d fields, %d of them masked. %d attributes are not audited.",
				types.size(), types.stream().mapToInt((type) -> type.fields().size()).sum(),
				types.stream().mapToInt((type) -> type.masked().size()).sum(),
				types.stream().mapToInt((type) -> type.notAudited().size()).sum()));
		list("Without a way to an organization, so that only callers for everything (AUDIT_ALL) see them: ",
				names(types, (type) -> !type.hasOrganization()), lines);
		if (types.stream().anyMatch(TrackingReport.Type::hasPatient)) {
			list("Without a way to a patient: ", names(types, (type) -> !type.hasPatient()), lines);
		}
		list("Entities that are not tracked: ", List.copyOf(report.untrackedEntities()), lines);
		list("Indexes that the database lacks: ", report.missingIndexes(), lines);
		lines.add(bulk());
		int kept = this.policies.stream().mapToInt((policies) -> policies.all().size()).sum();
		lines.add((kept == 0) ? "Entries are kept for ever." : "Entries are kept by " + kept + " retention policies.");
		lines.add("Versions: " + report.versions()
			.entrySet()
			.stream()
			.map((version) -> version.getKey() + " " + version.getValue())
			.collect(Collectors.joining(", ")));
		return lines;
	}

	private String bulk() {
		return switch (this.bulk) {
			case RECORD -> "Bulk statements are recorded where they can be.";
			case FAIL -> "Bulk statements on tracked tables are refused.";
			default -> "Bulk statements on tracked tables leave no entries (revtrail.bulk.mode="
					+ this.bulk.name().toLowerCase(Locale.ROOT) + "); with revtrail.bulk.mode=record they do.";
		};
	}

	private static List<String> names(List<TrackingReport.Type> types, Predicate<TrackingReport.Type> which) {
		return types.stream().filter(which).map(TrackingReport.Type::name).toList();
	}

	private static void list(String what, List<String> names, List<String> lines) {
		if (!names.isEmpty()) {
			lines.add(what + String.join(", ", names));
		}
	}

}
