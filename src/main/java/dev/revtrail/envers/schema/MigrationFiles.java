package dev.revtrail.envers.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.revtrail.envers.SchemaExport;

/**
 * Writes DDL as the next migration among those of the host, named and numbered as they
 * are. DDL that a file has already, which has not been run yet, is not written again.
 */
public final class MigrationFiles {

	private static final Pattern VERSIONED = Pattern.compile("V(\\d+(?:[._]\\d+)*)__.*\\.sql");

	private static final Pattern NUMBERED = Pattern.compile("(\\d+)\\D.*\\.(?:sql|xml|ya?ml|json)");

	private static final Pattern NUMBER = Pattern.compile("\\d+");

	private static final Pattern LAST_NUMBER = Pattern.compile("\\d+(?=\\D*$)");

	/** Numbers of so many digits that begin with a year are times. */
	private static final Pattern TIME = Pattern.compile("(?:19|20)\\d{6}(?:\\d{4}|\\d{6})?");

	private static final String DESCRIPTION = "revtrail";

	private static final String NOTE = "-- What the change log lacks in the database.\n";

	private final SchemaExport kind;

	private final Path directory;

	private final Clock clock;

	/**
	 * Creates it for a folder.
	 * @param kind the kind of migration
	 * @param directory the folder of the migrations, which need not exist
	 * @param clock the time, where migrations are numbered by it
	 */
	public MigrationFiles(SchemaExport kind, Path directory, Clock clock) {
		this.kind = kind;
		this.directory = directory;
		this.clock = clock;
	}

	/**
	 * Writes a migration.
	 * @param ddl its statements
	 * @param database the kind of database that they are for, such as {@code postgresql}
	 * @return the file that has them
	 * @throws UncheckedIOException when the folder cannot be read or written
	 */
	public Path write(List<String> ddl, String database) {
		String statements = String.join(";\n\n", ddl) + ";\n";
		try {
			Files.createDirectories(this.directory);
			Optional<Path> written = written(statements);
			return written.isPresent() ? written.get() : create(statements, database);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migration could not be written into " + this.directory.toAbsolutePath(),
					ex);
		}
	}

	private Path create(String statements, String database) throws IOException {
		String name = name();
		String content = (this.kind != SchemaExport.LIQUIBASE) ? NOTE + "\n" + statements
				: "--liquibase formatted sql\n\n--changeset revtrail:" + name.replace(".sql", "") + " dbms:" + database
						+ "\n" + NOTE + statements;
		return Files.writeString(this.directory.resolve(name), content, StandardCharsets.UTF_8,
				StandardOpenOption.CREATE_NEW);
	}

	private Optional<Path> written(String statements) throws IOException {
		for (Path file : files()) {
			if (file.toString().endsWith(".sql")
					&& Files.readString(file, StandardCharsets.UTF_8).endsWith(statements)) {
				return Optional.of(file);
			}
		}
		return Optional.empty();
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
	}

	private String name() throws IOException {
		return switch (this.kind) {
			case FLYWAY -> "V" + next(VERSIONED).orElse("1") + "__" + DESCRIPTION + ".sql";
			case LIQUIBASE -> next(NUMBERED).orElseGet(this::today) + "-" + DESCRIPTION + ".sql";
			case SQL -> DESCRIPTION + "-" + today() + ".sql";
		};
	}

	/** The number after the highest one; empty where no file has one. */
	private Optional<String> next(Pattern names) throws IOException {
		return files().stream()
			.map((file) -> names.matcher(file.getFileName().toString()))
			.filter(Matcher::matches)
			.map((name) -> name.group(1))
			.max(Comparator.comparing(MigrationFiles::comparable))
			.map(this::following);
	}

	/** As many digits in each part, so that texts compare as the numbers do. */
	private static String comparable(String version) {
		return NUMBER.matcher(version)
			.replaceAll((part) -> String.format(Locale.ROOT, "%20s", part.group().replaceFirst("^0+(?=\\d)", "")))
			.replace('_', '.');
	}

	private String following(String version) {
		return LAST_NUMBER.matcher(version).replaceFirst(this::followingNumber);
	}

	private String followingNumber(MatchResult last) {
		String number = last.group();
		if (TIME.matcher(number).matches()) {
			String now = now(number.length());
			return (now.compareTo(number) > 0) ? now : String.valueOf(Long.parseLong(number) + 1);
		}
		return String.format(Locale.ROOT, "%0" + number.length() + "d", Long.parseLong(number) + 1);
	}

	private String today() {
		return now("yyyyMMddHHmmss".length());
	}

	private String now(int digits) {
		return DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT)
			.format(LocalDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC))
			.substring(0, digits);
	}

}
