package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.core.io.Resource;

/**
 * Applies the migrations that the library's own tables lack, before any entity manager
 * factory starts.
 */
public final class RevtrailSchemaInitializer extends DataSourceScriptDatabaseInitializer {

	public RevtrailSchemaInitializer(DataSource dataSource, DatabaseInitializationMode mode,
			@Nullable String platform) {
		super(dataSource, settings(dataSource, mode, platform));
	}

	private static DatabaseInitializationSettings settings(DataSource dataSource, DatabaseInitializationMode mode,
			@Nullable String platform) {
		DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
		settings.setMode(mode);
		if (mode == DatabaseInitializationMode.NEVER) {
			return settings;
		}
		SchemaPlatform migrations = platform(dataSource, platform);
		settings.setSchemaLocations(
				IntStream.rangeClosed(1, LibrarySchema.VERSION).mapToObj(migrations::location).toList());
		return settings;
	}

	private static SchemaPlatform platform(DataSource dataSource, @Nullable String platform) {
		if (platform != null) {
			return SchemaPlatform.named(platform);
		}
		try (Connection connection = dataSource.getConnection()) {
			return SchemaPlatform.of(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The database could not be asked which one it is.", ex);
		}
	}

	@Override
	protected void runScripts(Scripts scripts) {
		List<Resource> migrations = new ArrayList<>();
		scripts.forEach(migrations::add);
		LibrarySchema schema = new LibrarySchema(SchemaNames.ofScripts(),
				(number) -> Migration.read(migrations.get(number - 1), number));
		try (Connection connection = getDataSource().getConnection()) {
			schema.migrate(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Revtrail's tables could not be brought up to date.", ex);
		}
	}

}
