package dev.revtrail.envers;

import java.util.List;

/**
 * The entities that stand for the library's own tables.
 */
final class LibraryTables {

	/** All but the revision's, which may be the host's own. */
	private static final List<Class<?>> OWN = List.of(EntryRow.class, HttpStatusRow.class, BaselineRow.class,
			LegalHoldRow.class, PurgeRow.class, PurgeSegmentRow.class, OrganizationRoot.class, SchemaRow.class,
			AuditColumnRow.class);

	private LibraryTables() {
	}

	static List<Class<?>> own() {
		return OWN;
	}

}
