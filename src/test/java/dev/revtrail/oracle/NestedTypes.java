package dev.revtrail.oracle;

import java.util.Arrays;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;

import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/**
 * The entities of one application among several in a package: those that are nested in
 * its class.
 */
final class NestedTypes {

	private NestedTypes() {
	}

	static PersistenceManagedTypes of(Class<?> application) {
		return PersistenceManagedTypes.of(Arrays.stream(application.getDeclaredClasses())
			.filter((type) -> type.isAnnotationPresent(Entity.class) || type.isAnnotationPresent(Embeddable.class))
			.map(Class::getName)
			.sorted()
			.toArray(String[]::new));
	}

}
