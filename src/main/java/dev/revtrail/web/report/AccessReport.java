package dev.revtrail.web.report;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.Action;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.LegalHolds;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What an access report is about: who read what of a patient's records, and whom they
 * were disclosed to, in a period.
 *
 * @param patient the patient's id
 * @param since the first instant of the period; null for the beginning of the log
 * @param until the first instant after the period; null for now
 * @param changes whether changes of the patient's records are part of it, too
 */
public record AccessReport(String patient, @Nullable Instant since, @Nullable Instant until, boolean changes) {

	/**
	 * The changes of records, what was tried of them, and the upkeep of the log. All
	 * else, a host's own events included, is access.
	 */
	private static final Set<Action> NO_ACCESS = Stream.concat(
			Stream.of(Action.CREATE, Action.UPDATE, Action.DELETE)
				.flatMap((change) -> Stream.of(change, change.failed(), change.severalFailed())),
			Stream.of(Action.NOTE, Action.BASELINE, Action.RECONCILIATION, Action.PURGE, LegalHolds.PLACED,
					LegalHolds.LIFTED))
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * Narrows a query to the entries of accesses: reads, disclosures, emergency access
	 * and a host's own events, but no changes.
	 * @param query the query
	 * @return the narrowed query
	 */
	public static ChangeQuery accesses(ChangeQuery query) {
		return query.except((entries) -> entries.actions(NO_ACCESS));
	}

	/**
	 * Returns what the patient was called in the newest entry.
	 * @param log the log
	 * @param scope whose entries the reader may see
	 * @return the name; null if it is not known
	 */
	@Nullable String patientName(ChangeLog log, Scope scope) {
		return log
			.slice(ChangeQuery.in(scope)
				.patient(this.patient)
				.exceptRecordTypes(RecordRef.CHANGE_LOG)
				.withoutChanges()
				.withLabels(), null, 1)
			.entries()
			.stream()
			.findFirst()
			.map((entry) -> entry.labels().patient())
			.map(RecordLabel::text)
			.orElse(null);
	}

	/**
	 * Returns the query for the report's entries, the oldest first.
	 * @param scope whose entries the reader may see
	 * @return the query
	 */
	ChangeQuery query(Scope scope) {
		ChangeQuery query = ChangeQuery.in(scope).patient(this.patient).withLabels().oldestFirst();
		query = Optional.ofNullable(this.since).map(query::since).orElse(query);
		query = Optional.ofNullable(this.until).map(query::until).orElse(query);
		return this.changes ? query : accesses(query.withoutChanges());
	}

}
