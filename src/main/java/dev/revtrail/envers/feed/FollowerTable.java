package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.revtrail.envers.ColumnText;
import dev.revtrail.envers.index.EntryIds;
import dev.revtrail.envers.index.SettledRow;
import dev.revtrail.envers.model.SqlFailures;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.feed.FollowerStatus;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the positions of followers. Each change names the epoch in which the
 * node runs the follower, so that a node which was replaced changes nothing.
 */
final class FollowerTable {

	/** How the names of the library's own followers begin. */
	static final String OWN = "revtrail.";

	private final String all;

	private final String insert;

	private final String take;

	private final String beat;

	private final String release;

	private final String lock;

	private final String place;

	private final String advance;

	private final String lateDone;

	private final String free;

	private final String failed;

	private final String retry;

	private final String restart;

	private final String delete;

	private final String forgetLate;

	FollowerTable(TrackedFactory factory) {
		MappingMetamodel metamodel = factory.sessionFactory().getMappingMetamodel();
		EntityPersister follower = metamodel.getEntityDescriptor(FollowerRow.class);
		EntityPersister settled = metamodel.getEntityDescriptor(SettledRow.class);
		String table = SqlNames.table(follower);
		String name = SqlNames.idColumns(follower).get(0);
		String position = SqlNames.column(follower, "position");
		String generation = SqlNames.column(follower, "generation");
		String leader = SqlNames.column(follower, "leader");
		String epoch = SqlNames.column(follower, "epoch");
		String beats = SqlNames.column(follower, "beat");
		String attempts = SqlNames.column(follower, "attempts");
		String failure = SqlNames.column(follower, "failure");
		String parked = SqlNames.column(follower, "parked");
		String transactional = SqlNames.column(follower, "transactional");
		String beforePurge = SqlNames.column(follower, "beforePurge");
		String mark = "(select " + SqlNames.column(settled, "firstUnsettled") + " from " + SqlNames.table(settled)
				+ " where " + SqlNames.idColumns(settled).get(0) + " = " + SettledRow.ID + ")";
		String inEpoch = " where " + name + " = ? and " + epoch + " = ?";
		String alive = beats + " = " + beats + " + 1";
		String noFailure = attempts + " = 0, " + failure + " = null, " + parked + " = false";
		this.all = "select " + String.join(", ", name, position, generation, leader, epoch, beats, attempts, failure,
				parked, beforePurge, mark) + " from " + table;
		this.insert = "insert into " + table + " (" + String.join(", ", name, position, generation, epoch, beats,
				attempts, parked, transactional, beforePurge) + ") values (?, ?, 0, 0, 0, 0, false, ?, ?)";
		this.take = "update " + table + " set " + leader + " = ?, " + epoch + " = " + epoch + " + 1, " + transactional
				+ " = ?, " + beforePurge + " = ?" + inEpoch + " and " + beats + " = ? and " + parked + " = false";
		this.beat = "update " + table + " set " + alive + inEpoch;
		this.release = "update " + table + " set " + leader + " = null, " + alive + inEpoch;
		this.lock = "select " + position + " from " + table + inEpoch + " for update";
		this.place = "select " + position + ", " + generation + " from " + table + " where " + name + " = ? for update";
		this.advance = "update " + table + " set " + position + " = ?, " + alive + ", " + noFailure + inEpoch + " and "
				+ position + " = ?";
		this.lateDone = "update " + table + " set " + alive + ", " + noFailure + inEpoch;
		this.free = "select " + name + " from " + table + " where " + name + " = ? for update skip locked";
		this.failed = "update " + table + " set " + alive + ", " + attempts + " = " + attempts + " + 1, " + failure
				+ " = ?, " + parked + " = ?, " + leader + " = case when ? then null else " + leader + " end" + inEpoch;
		String byCommand = "update " + table + " set " + leader + " = null, " + epoch + " = " + epoch + " + 1, "
				+ noFailure;
		this.retry = byCommand + " where " + name + " = ? and (" + parked + " = true or " + attempts + " > 0)";
		this.restart = byCommand + ", " + generation + " = " + generation + " + 1, " + position + " = ? where " + name
				+ " = ?";
		this.delete = "delete from " + table + " where " + name + " = ?";
		EntityPersister late = metamodel.getEntityDescriptor(LateRow.class);
		this.forgetLate = "delete from " + SqlNames.table(late) + " where " + SqlNames.column(late, "follower")
				+ " = ?";
	}

	/** Reads the state of all followers, by name. */
	Map<String, State> all(Connection connection) throws SQLException {
		Map<String, State> states = new TreeMap<>();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(this.all)) {
			while (row.next()) {
				states.put(row.getString(1),
						new State(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4), row.getLong(5),
								row.getLong(6), row.getInt(7), row.getString(8), row.getBoolean(9), row.getBoolean(10),
								row.getLong(11)));
			}
		}
		return states;
	}

	/** Inserts a follower, unless another node is faster. */
	void insert(Connection connection, FollowerTask follower, long position) throws SQLException {
		try {
			update(connection, this.insert, follower.name(), position, follower.isTransactional(),
					follower.isBeforePurge());
		}
		catch (SQLException ex) {
			if (!SqlFailures.isConstraintViolation(ex) || !all(connection).containsKey(follower.name())) {
				throw ex;
			}
		}
	}

	/** Has a node run a follower, unless there has been a sign of life. */
	boolean take(Connection connection, State state, String node, FollowerTask follower) throws SQLException {
		return ifFree(connection, state.name(), this.take, node, follower.isTransactional(), follower.isBeforePurge(),
				state.name(), state.epoch(), state.beat());
	}

	/** Gives a sign of life; false where the row is locked, or another node leads. */
	boolean beat(Connection connection, String name, long epoch) throws SQLException {
		return ifFree(connection, name, this.beat, name, epoch);
	}

	/**
	 * Changes a row unless it is locked: by a step, or by a purge. There is nothing to
	 * wait for then, as no other node can take it either.
	 */
	private boolean ifFree(Connection connection, String name, String sql, Object... parameters) throws SQLException {
		return FeedConnections.inTransaction(connection, (same) -> {
			try (PreparedStatement statement = same.prepareStatement(this.free)) {
				statement.setString(1, name);
				try (ResultSet row = statement.executeQuery()) {
					if (!row.next()) {
						return false;
					}
				}
			}
			return update(same, sql, parameters);
		});
	}

	/** Lets any other node run it. */
	void release(Connection connection, String name, long epoch) throws SQLException {
		update(connection, this.release, name, epoch);
	}

	/** Locks a follower; false where another node runs it. */
	boolean lock(Connection connection, String name, long epoch) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.lock)) {
			statement.setString(1, name);
			statement.setLong(2, epoch);
			try (ResultSet row = statement.executeQuery()) {
				return row.next();
			}
		}
	}

	/** Locks a follower, whichever node runs it; empty if there is none. */
	Optional<FollowerPosition> lock(Connection connection, String name) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.place)) {
			statement.setString(1, name);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? Optional.of(new FollowerPosition(name, row.getLong(1), row.getLong(2)))
						: Optional.empty();
			}
		}
	}

	/** Moves a follower; false where another node runs it or it was moved. */
	boolean advance(Connection connection, String name, long epoch, long from, long to) throws SQLException {
		return update(connection, this.advance, to, name, epoch, from);
	}

	/** Notes that a follower has got what was late; false where another node runs it. */
	boolean lateDone(Connection connection, String name, long epoch) throws SQLException {
		return update(connection, this.lateDone, name, epoch);
	}

	/**
	 * Notes a failure.
	 * @param parked whether it waits for a command from now on
	 * @return false where another node runs it
	 */
	boolean failed(Connection connection, String name, long epoch, String failure, boolean parked) throws SQLException {
		return update(connection, this.failed, ColumnText.cut(failure, FollowerRow.FAILURE_LENGTH), parked, parked,
				name, epoch);
	}

	/** Has a follower that has failed try again at once, on any node. */
	boolean retry(Connection connection, String name) throws SQLException {
		return update(connection, this.retry, name);
	}

	/**
	 * Has a follower begin again at a position, where nothing is late; false if there is
	 * none.
	 */
	boolean restart(Connection connection, String name, long position) throws SQLException {
		boolean restarted = update(connection, this.restart, position, name);
		update(connection, this.forgetLate, name);
		return restarted;
	}

	/** Forgets a follower, and what is late for it; false if there is none. */
	boolean delete(Connection connection, String name) throws SQLException {
		boolean deleted = update(connection, this.delete, name);
		update(connection, this.forgetLate, name);
		return deleted;
	}

	/** Returns whether a row was changed. */
	private static boolean update(Connection connection, String sql, Object... parameters) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setObject(i + 1, parameters[i]);
			}
			return statement.executeUpdate() > 0;
		}
	}

	/**
	 * A follower's row.
	 *
	 * @param name the name
	 * @param position the lowest id of an entry that it has not got yet
	 * @param generation how often it began again
	 * @param leader the node that runs it; null for none
	 * @param epoch the number of that node
	 * @param beat the number of its signs of life
	 * @param attempts how often it has failed since it got anything
	 * @param failure what it failed with the last time; null for nothing
	 * @param parked whether it waits for a command
	 * @param beforePurge whether purges leave what it has not got yet
	 * @param firstUnsettled the settled mark
	 */
	record State(String name, long position, long generation, @Nullable String leader, long epoch, long beat,
			int attempts, @Nullable String failure, boolean parked, boolean beforePurge, long firstUnsettled) {

		/** Whether it is at a place that the log has not reached. */
		boolean isAhead() {
			return this.position > EntryIds.floor(this.firstUnsettled);
		}

		FollowerStatus status() {
			FollowerStatus.State what = this.parked ? FollowerStatus.State.PARKED
					: (this.leader == null) ? FollowerStatus.State.IDLE
							: (this.attempts > 0) ? FollowerStatus.State.RETRYING : FollowerStatus.State.FOLLOWING;
			return new FollowerStatus(this.name, what, this.leader, this.position,
					Math.max(0, this.firstUnsettled - EntryIds.revision(this.position)), this.attempts, this.failure,
					this.beforePurge);
		}

	}

}
