package dev.revtrail.envers.schema;

import java.util.List;

import dev.revtrail.envers.LibraryTable;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.PersistentClass;

/**
 * The mappings of the library's own tables.
 */
final class LibraryTables {

	private LibraryTables() {
	}

	/** Finds them, with that of the library's own revision where it is used. */
	static List<PersistentClass> bindings(Metadata metadata) {
		return metadata.getEntityBindings()
			.stream()
			.filter(PersistentClass::hasPojoRepresentation)
			.filter((binding) -> binding.getMappedClass().isAnnotationPresent(LibraryTable.class))
			.toList();
	}

}
