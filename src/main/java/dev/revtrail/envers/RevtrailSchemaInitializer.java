package dev.revtrail.envers;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.util.StringUtils;

/**
 * Makes the library's own tables where they are missing, before any entity manager
 * factory starts.
 */
public final class RevtrailSchemaInitializer extends DataSourceScriptDatabaseInitializer {

	private static final String SCRIPT = "classpath:dev/revtrail/schema/@@platform@@.sql";

	RevtrailSchemaInitializer(DataSource dataSource, RevtrailProperties.Schema schema) {
		super(dataSource, settings(dataSource, schema));
	}

	private static DatabaseInitializationSettings settings(DataSource dataSource, RevtrailProperties.Schema schema) {
		DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
		settings.setMode(schema.initialize());
		PlatformPlaceholderDatabaseDriverResolver resolver = new PlatformPlaceholderDatabaseDriverResolver();
		settings.setSchemaLocations(StringUtils.hasText(schema.platform())
				? resolver.resolveAll(schema.platform(), SCRIPT) : resolver.resolveAll(dataSource, SCRIPT));
		return settings;
	}

}
