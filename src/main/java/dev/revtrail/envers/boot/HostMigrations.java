package dev.revtrail.envers.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.revtrail.envers.SchemaExport;
import dev.revtrail.envers.schema.MigrationFiles;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * Finds the folder of the host's migrations in its sources.
 */
final class HostMigrations {

	private static final Path RESOURCES = Path.of("src", "main", "resources");

	private HostMigrations() {
	}

	/** Returns where DDL is written that is missing; null where it is not. */
	static @Nullable MigrationFiles of(RevtrailProperties.Schema settings, Environment environment) {
		SchemaExport kind = settings.export();
		if (kind == null) {
			return null;
		}
		return new MigrationFiles(kind,
				(settings.exportDirectory() != null) ? settings.exportDirectory() : directory(kind, environment),
				Clock.systemUTC());
	}

	static Path directory(SchemaExport kind, Environment environment) {
		return switch (kind) {
			case FLYWAY -> sources(Binder.get(environment)
				.bind("spring.flyway.locations", Bindable.listOf(String.class))
				.orElseGet(() -> List.of("classpath:db/migration"))
				.get(0), kind);
			case LIQUIBASE -> sources(environment
				.getProperty("spring.liquibase.change-log", "classpath:/db/changelog/db.changelog-master.yaml")
				.replaceFirst("/[^/]*$", ""), kind);
			case SQL -> Path.of("");
		};
	}

	private static Path sources(String location, SchemaExport kind) {
		if (location.startsWith("filesystem:")) {
			return Path.of(location.substring("filesystem:".length()));
		}
		String folder = location.replaceFirst("^classpath\\*?:/*", "").strip();
		if (folder.contains("{") || !Files.isDirectory(RESOURCES)) {
			throw new InvalidConfigurationPropertyValueException("revtrail.schema.export", kind,
					"The folder of the migrations " + location + " is not known: there is no " + RESOURCES + " in "
							+ Path.of("").toAbsolutePath() + ", or its name depends on the database. Set "
							+ "revtrail.schema.export-directory.");
		}
		return RESOURCES.resolve(folder);
	}

}
