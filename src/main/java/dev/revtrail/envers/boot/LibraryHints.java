package dev.revtrail.envers.boot;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

import dev.revtrail.envers.DefaultRevision;
import dev.revtrail.envers.RevtrailRevisionListener;
import dev.revtrail.reconciliation.Discrepancy;
import dev.revtrail.retention.PurgeStore;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What a native image needs of capture and history: the library's entities, the scripts
 * of its tables, what it keeps as JSON, and the connections that it watches.
 */
final class LibraryHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("dev/revtrail/schema/**");
		LibraryEntities.all().forEach((entity) -> registerEntity(hints, entity));
		registerEntity(hints, DefaultRevision.class);
		hints.reflection()
			.registerType(RevtrailRevisionListener.class, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)
			.registerType(SelectableMapping.class, MemberCategory.INVOKE_PUBLIC_METHODS);
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), Discrepancy.class,
				PurgeStore.Count.class);
		List.of(Connection.class, Statement.class).forEach(hints.proxies()::registerJdkProxy);
	}

	/** With its superclasses, and with the class of its id. */
	private static void registerEntity(RuntimeHints hints, Class<?> entity) {
		for (Class<?> type = entity; type != Object.class; type = type.getSuperclass()) {
			registerPersistent(hints, type);
			for (Class<?> nested : type.getDeclaredClasses()) {
				registerPersistent(hints, nested);
			}
		}
	}

	private static void registerPersistent(RuntimeHints hints, Class<?> type) {
		hints.reflection()
			.registerType(type, MemberCategory.ACCESS_DECLARED_FIELDS, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
					MemberCategory.INVOKE_DECLARED_METHODS);
	}

}
