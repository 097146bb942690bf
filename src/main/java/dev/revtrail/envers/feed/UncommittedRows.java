package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Shows the rows that transactions have written, where a database lets them be read. Of a
 * number without a row it is not known whether its transaction is about to write one.
 */
final class UncommittedRows implements RevisionsInFlight {

	private final NumberReader numbers;

	UncommittedRows(NumberReader numbers) {
		this.numbers = numbers;
	}

	@Override
	public Duration gapTime(Duration configured) {
		return configured;
	}

	@Override
	public Seen look(Connection connection, long first, long last) throws SQLException {
		connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
		return new Seen(this.numbers.read(connection, first, last), -1);
	}

}
