package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.NavigableSet;

/**
 * Reads the numbers of a range that have rows at the connection's isolation.
 */
@FunctionalInterface
interface NumberReader {

	NavigableSet<Long> read(Connection connection, long first, long last) throws SQLException;

}
