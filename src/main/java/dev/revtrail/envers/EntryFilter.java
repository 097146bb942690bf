package dev.revtrail.envers;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.types.Predicate;
import dev.revtrail.Action;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.OrganizationTree;
import dev.revtrail.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Turns a query into a condition on the entry index.
 */
final class EntryFilter {

	/** What every database can compare with; nothing was recorded outside of it. */
	private static final Instant EARLIEST = Instant.parse("1000-01-02T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

	private final QRevtrailRevision revision;

	private final OrganizationTree organizations;

	EntryFilter(QRevtrailRevision revision, OrganizationTree organizations) {
		this.revision = revision;
		this.organizations = organizations;
	}

	Condition condition(ChangeQuery query, @Nullable Cursor after) {
		QEntryRow entry = QEntryRow.entryRow;
		Condition condition = new Condition();
		organizations(query, condition);
		query.since().ifPresent((since) -> since(since, condition));
		query.until().ifPresent((until) -> until(until, condition));
		query.actor().ifPresent((actor) -> condition.and(entry.actor.eq(actor)));
		query.patient().ifPresent((patient) -> condition.and(entry.patient.eq(patient)));
		query.recordTypes().ifPresent((types) -> condition.in(types, entry.recordType::in));
		query.recordIds().ifPresent((ids) -> condition.in(ids, entry.recordId::in));
		query.actions()
			.ifPresent((actions) -> condition.in(actions.stream().map(Action::name).collect(Collectors.toSet()),
					entry.action::in));
		query.ids().ifPresent((ids) -> condition.in(ids, entry.id::in));
		query.field()
			.ifPresent((field) -> condition
				.and(entry.changed.contains("," + field + ",").or(entry.changed.eq(EntryRow.ANY_FIELD))));
		query.brand().ifPresent((brand) -> condition.andRevision(this.revision.brand.eq(brand)));
		query.source().ifPresent((source) -> condition.andRevision(this.revision.source.eq(source)));
		query.requestId().ifPresent((request) -> condition.andRevision(this.revision.requestId.eq(request)));
		if (after != null) {
			condition.and(query.isOldestFirst() ? entry.id.gt(after.entryId()) : entry.id.lt(after.entryId()));
		}
		return condition;
	}

	/** The index narrows to a range of ids, the revision's own time decides. */
	private void since(Instant since, Condition condition) {
		if (since.isAfter(LATEST)) {
			condition.nothing = true;
		}
		else if (since.isAfter(EARLIEST)) {
			condition.and(QEntryRow.entryRow.id.goe(EntryIds.floor(since)));
			condition.andRevision(this.revision.recordedAt.goe(since));
		}
	}

	private void until(Instant until, Condition condition) {
		if (until.isBefore(EARLIEST)) {
			condition.nothing = true;
		}
		else if (until.isBefore(LATEST)) {
			condition.and(QEntryRow.entryRow.id.lt(EntryIds.ceiling(until)));
			condition.andRevision(this.revision.recordedAt.lt(until));
		}
	}

	private void organizations(ChangeQuery query, Condition condition) {
		Scope scope = query.scope();
		if (scope.isNothing()) {
			condition.nothing = true;
			return;
		}
		Set<String> seen = scope.organizationId().map(this.organizations::subtreeOf).orElse(null);
		Set<String> wanted = query.organization().map(this.organizations::subtreeOf).orElse(null);
		if (seen != null && wanted != null) {
			Set<String> within = seen;
			wanted = wanted.stream().filter(within::contains).collect(Collectors.toSet());
		}
		Set<String> organizationIds = (wanted != null) ? wanted : seen;
		if (organizationIds != null) {
			condition.in(organizationIds, QEntryRow.entryRow.organization::in);
		}
	}

	/**
	 * A condition in the making.
	 */
	static final class Condition {

		private final BooleanBuilder predicate = new BooleanBuilder();

		private boolean nothing;

		private boolean revision;

		private void and(Predicate part) {
			this.predicate.and(part);
		}

		private void andRevision(Predicate part) {
			this.predicate.and(part);
			this.revision = true;
		}

		private <T> void in(Set<T> values, Function<Set<T>, Predicate> membership) {
			if (values.isEmpty()) {
				this.nothing = true;
			}
			else {
				this.predicate.and(membership.apply(values));
			}
		}

		boolean matchesNothing() {
			return this.nothing;
		}

		boolean needsRevision() {
			return this.revision;
		}

		BooleanBuilder predicate() {
			return this.predicate;
		}

	}

}
