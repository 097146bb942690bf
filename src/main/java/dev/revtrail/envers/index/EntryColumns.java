package dev.revtrail.envers.index;

import java.util.Objects;

import com.querydsl.core.Tuple;
import com.querydsl.core.types.Expression;
import com.querydsl.core.types.MappingProjection;
import com.querydsl.core.types.dsl.Expressions;
import com.querydsl.core.types.dsl.NumberExpression;
import com.querydsl.jpa.JPQLQuery;
import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.Actor;
import dev.revtrail.Revision;
import dev.revtrail.envers.QRevtrailRevision;
import dev.revtrail.envers.RevtrailRevision;

/**
 * The columns of an entry, of its revision and of its HTTP status. They are not read as
 * entities, which a session would keep for as long as it is open.
 */
final class EntryColumns extends MappingProjection<IndexedEntry> {

	private static final long serialVersionUID = 1L;

	private final QEntryRow entry;

	private final QRevtrailRevision revision;

	private final Expression<Integer> status;

	private final Expression<Long> firstUnsettled;

	EntryColumns(QEntryRow entry, QRevtrailRevision revision) {
		this(entry, revision, statusOf(entry), firstUnsettled());
	}

	private EntryColumns(QEntryRow entry, QRevtrailRevision revision, Expression<Integer> status,
			Expression<Long> firstUnsettled) {
		super(IndexedEntry.class, entry.id, entry.revision, entry.organization, entry.rootOrganization,
				entry.recordType, entry.recordId, entry.action, entry.outcome, entry.previousRevision, entry.patient,
				entry.actor, entry.changed, entry.data, revision.id, revision.recordedAt, revision.actorId,
				revision.actorType, revision.actorName, revision.actorEmail, revision.actorOrganization, revision.brand,
				revision.source, revision.requestId, revision.traceId, revision.httpMethod, revision.httpPath,
				revision.ipAddress, revision.userAgent, revision.note, status, firstUnsettled);
		this.entry = entry;
		this.revision = revision;
		this.status = status;
		this.firstUnsettled = firstUnsettled;
	}

	/**
	 * Not joined: where few requests have a status, MySQL would join before it sorts all
	 * entries, and then take a page of them.
	 */
	private static Expression<Integer> statusOf(QEntryRow entry) {
		QHttpStatusRow status = QHttpStatusRow.httpStatusRow;
		return new JPAQuery<Void>().select(status.status).from(status).where(status.revision.eq(entry.revision));
	}

	/**
	 * The settled mark as of the statement, so that it never is ahead of the entries that
	 * the statement sees. Where no node has ever advanced it, as in a database that the
	 * application reaches by a tenant only, all is settled.
	 */
	static JPQLQuery<Long> firstUnsettled() {
		QSettledRow settled = QSettledRow.settledRow;
		NumberExpression<Long> mark = Expressions.numberTemplate(Long.class,
				"(case when {0} = 0L then " + EntryIds.LAST_REVISION + "L else {1} end)", settled.epoch,
				settled.firstUnsettled);
		return new JPAQuery<Void>().select(mark).from(settled).where(settled.id.eq(SettledRow.ID));
	}

	@Override
	protected IndexedEntry map(Tuple columns) {
		return new IndexedEntry(entry(columns), revision(columns), firstUnsettled(columns));
	}

	private EntryRow entry(Tuple columns) {
		EntryRow row = new EntryRow();
		row.id = get(columns, this.entry.id);
		row.revision = get(columns, this.entry.revision);
		row.organization = columns.get(this.entry.organization);
		row.rootOrganization = columns.get(this.entry.rootOrganization);
		row.recordType = get(columns, this.entry.recordType);
		row.recordId = get(columns, this.entry.recordId);
		row.action = get(columns, this.entry.action);
		row.outcome = get(columns, this.entry.outcome);
		row.previousRevision = columns.get(this.entry.previousRevision);
		row.patient = columns.get(this.entry.patient);
		row.actor = get(columns, this.entry.actor);
		row.changed = columns.get(this.entry.changed);
		row.data = columns.get(this.entry.data);
		return row;
	}

	/** Nothing is settled before the mark is set for the first time. */
	private long firstUnsettled(Tuple columns) {
		Long revision = columns.get(this.firstUnsettled);
		return (revision != null) ? EntryIds.floor(revision) : 0;
	}

	private Revision revision(Tuple columns) {
		Actor actor = new Actor(get(columns, this.revision.actorId),
				Actor.Type.valueOf(get(columns, this.revision.actorType)), columns.get(this.revision.actorName),
				columns.get(this.revision.actorEmail), columns.get(this.revision.actorOrganization),
				columns.get(this.revision.brand));
		return new Revision(get(columns, this.revision.id), get(columns, this.revision.recordedAt), actor,
				get(columns, this.revision.source), columns.get(this.revision.requestId),
				columns.get(this.revision.traceId),
				RevtrailRevision.request(columns.get(this.revision.httpMethod), columns.get(this.revision.httpPath),
						columns.get(this.revision.ipAddress), columns.get(this.revision.userAgent),
						columns.get(this.status)),
				columns.get(this.revision.note));
	}

	private static <T> T get(Tuple columns, Expression<T> column) {
		return Objects.requireNonNull(columns.get(column));
	}

}
