package dev.revtrail.envers;

import java.util.List;

/**
 * The entities that the library brings into the host's session factory.
 */
final class LibraryEntities {

	/** All but the revision's, which may be the host's own. */
	private static final List<Class<?>> ALL = List.of(EntryRow.class, HttpStatusRow.class, BaselineRow.class,
			LegalHoldRow.class, PurgeRow.class, PurgeSegmentRow.class, OrganizationRoot.class, SchemaRow.class,
			AuditColumnRow.class, SpellingRow.class);

	private LibraryEntities() {
	}

	static List<Class<?>> all() {
		return ALL;
	}

}
