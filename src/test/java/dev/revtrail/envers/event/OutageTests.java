package dev.revtrail.envers.event;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What may succeed later, and what never will.
 */
@Tag("h2")
class OutageTests {

	static Stream<Throwable> outages() {
		return Stream.of(new SQLTransientConnectionException("gone"),
				new SQLTransientConnectionException("gone", new IllegalStateException("an error of the driver's own")),
				new SQLNonTransientConnectionException("gone"), new IOException("gone"),
				new SQLException("Connection is closed"),
				new SQLException("running with the --super-read-only option", "HY000", 1290),
				new SQLException("Error writing file 'binlog' (errno: 28)", "HY000", 1026),
				new SQLException("Got error 28 during COMMIT", "HY000", 1180),
				new SQLException("The total number of locks exceeds the lock table size", "HY000", 1206),
				new SQLException("Binary logging not possible", "HY000", 1598),
				new SQLException("Too many active concurrent transactions", "HY000", 1637),
				new SQLException("The table is full", "HY000", 1114), new SQLException("interrupted", "70100", 1317),
				new SQLException("cannot execute INSERT in a read-only transaction", "25006"),
				new SQLException("could not extend file: No space left on device", "53100"),
				new SQLException("terminating connection due to administrator command", "57P01"),
				new SQLException("The database is read only", "90097", 90097));
	}

	static Stream<Throwable> others() {
		return Stream.of(new IllegalStateException("a bug"),
				new SQLIntegrityConstraintViolationException("Duplicate entry", "23000", 1062),
				new SQLSyntaxErrorException("INSERT command denied", "42000", 1142),
				new SQLSyntaxErrorException("Table not found", "42S02", 1146),
				new SQLException("Field doesn't have a default value", "HY000", 1364),
				new SQLException("Data too long", "22001", 1406),
				new SQLSyntaxErrorException("not supported, without a state"));
	}

	@ParameterizedTest
	@MethodSource("outages")
	void theDatabaseMayTakeItLater(Throwable failure) {
		assertThat(Outage.isCauseOf(failure)).isTrue();
		assertThat(Outage.isCauseOf(new IllegalStateException(failure))).isTrue();
	}

	@ParameterizedTest
	@MethodSource("others")
	void theDatabaseWillNeverTakeIt(Throwable failure) {
		assertThat(Outage.isCauseOf(failure)).isFalse();
	}

}
