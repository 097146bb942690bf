package dev.revtrail.retention;

import dev.revtrail.FieldChange;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What a native image needs to write and read archives.
 */
final class RetentionHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		BindingReflectionHintsRegistrar bound = new BindingReflectionHintsRegistrar();
		bound.registerReflectionHints(hints.reflection(), ArchivedEntry.class, ArchiveManifest.class,
				RetentionPolicy.class);
		bound.registerReflectionHints(hints.reflection(), FieldChange.class.getPermittedSubclasses());
		ArchiveJson.mixIns().forEach(hints.reflection()::registerType);
	}

}
