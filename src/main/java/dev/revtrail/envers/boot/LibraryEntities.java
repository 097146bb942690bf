package dev.revtrail.envers.boot;

import java.util.List;

import dev.revtrail.envers.baseline.BaselineRunRow;
import dev.revtrail.envers.count.DayCountRow;
import dev.revtrail.envers.count.SeriesRow;
import dev.revtrail.envers.event.NoteKeyRow;
import dev.revtrail.envers.feed.FollowerRow;
import dev.revtrail.envers.feed.LateRow;
import dev.revtrail.envers.feed.PassedRow;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.HttpStatusRow;
import dev.revtrail.envers.index.OrganizationRoot;
import dev.revtrail.envers.index.SettledRow;
import dev.revtrail.envers.index.SpellingRow;
import dev.revtrail.envers.index.TimeRow;
import dev.revtrail.envers.log.PurgedCollectionsRow;
import dev.revtrail.envers.model.AuditColumnRow;
import dev.revtrail.envers.purge.LegalHoldRow;
import dev.revtrail.envers.purge.PurgeRow;
import dev.revtrail.envers.purge.PurgeSegmentRow;
import dev.revtrail.envers.reconciliation.ReconciliationRunRow;
import dev.revtrail.envers.schema.SchemaRow;

/**
 * The entities that the library brings into the host's session factory.
 */
final class LibraryEntities {

	/** All but the revision's, which may be the host's own. */
	private static final List<Class<?>> ALL = List.of(EntryRow.class, HttpStatusRow.class, PurgedCollectionsRow.class,
			SettledRow.class, TimeRow.class, FollowerRow.class, PassedRow.class, LateRow.class, SeriesRow.class,
			DayCountRow.class, LegalHoldRow.class, PurgeRow.class, PurgeSegmentRow.class, OrganizationRoot.class,
			SchemaRow.class, AuditColumnRow.class, SpellingRow.class, NoteKeyRow.class, BaselineRunRow.class,
			ReconciliationRunRow.class);

	private LibraryEntities() {
	}

	static List<Class<?>> all() {
		return ALL;
	}

}
