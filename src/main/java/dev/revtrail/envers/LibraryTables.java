package dev.revtrail.envers;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.hibernate.boot.Metadata;
import org.hibernate.mapping.PersistentClass;

/**
 * The entities that stand for the library's own tables.
 */
final class LibraryTables {

	/** All but the revision's, which may be the host's own. */
	private static final List<Class<?>> OWN = List.of(EntryRow.class, HttpStatusRow.class, BaselineRow.class,
			LegalHoldRow.class, PurgeRow.class, PurgeSegmentRow.class, OrganizationRoot.class, SchemaRow.class,
			AuditColumnRow.class, SpellingRow.class);

	private LibraryTables() {
	}

	static List<Class<?>> own() {
		return OWN;
	}

	/** Their mappings, with that of the library's own revision where it is used. */
	static List<PersistentClass> bindings(Metadata metadata) {
		return Stream.concat(OWN.stream(), Stream.of(DefaultRevision.class))
			.map((entity) -> metadata.getEntityBinding(entity.getName()))
			.filter(Objects::nonNull)
			.toList();
	}

}
