package dev.revtrail.envers.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.revtrail.IdempotencyKeyException;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.SqlFailures;
import dev.revtrail.envers.model.SqlNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jdbc.ReturningWork;
import org.hibernate.persister.entity.EntityPersister;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * The idempotency keys of notes. The primary key of their table decides which of several
 * notes with the same key is added, on all nodes.
 */
public final class NoteKeys {

	private static final Log logger = LogFactory.getLog(NoteKeys.class);

	private static final Duration KEPT = Duration.ofHours(24);

	private static final int REMOVED_AT_ONCE = 100;

	private final TrackedPersistence persistence;

	private final TransactionTemplate transaction;

	private final LongSupplier clock;

	private final String select;

	private final String insert;

	private final String complete;

	private final String expired;

	private final String delete;

	/**
	 * Creates an instance.
	 * @param sessionFactory the tracked session factory
	 * @param persistence the tracked factory's
	 * @param clock the time in milliseconds
	 */
	NoteKeys(SessionFactoryImplementor sessionFactory, TrackedPersistence persistence, LongSupplier clock) {
		this.persistence = persistence;
		this.transaction = persistence.newTransaction();
		this.clock = clock;
		EntityPersister persister = sessionFactory.getMappingMetamodel().getEntityDescriptor(NoteKeyRow.class);
		String table = SqlNames.table(persister);
		String key = SqlNames.idColumns(persister).get(0);
		String note = SqlNames.column(persister, "noteHash");
		String entry = SqlNames.column(persister, "entry");
		String created = SqlNames.column(persister, "createdMs");
		this.select = "select " + note + ", " + entry + ", " + created + " from " + table + " where " + key + " = ?";
		this.insert = "insert into " + table + " (" + String.join(", ", key, note, entry, created)
				+ ") values (?, ?, 0, ?)";
		this.complete = "update " + table + " set " + entry + " = ? where " + key + " = ?";
		this.expired = "select " + key + " from " + table + " where " + created + " < ? order by " + created + " limit "
				+ REMOVED_AT_ONCE;
		this.delete = "delete from " + table + " where " + key + " = ? and " + created + " < ?";
	}

	/**
	 * Finds the entry of the note that was added with a key, in a transaction of its own.
	 * @param key the key
	 * @return the entry's id, or empty if no note was added with the key
	 * @throws IdempotencyKeyException if it was another note, or it is still being added
	 */
	public Optional<Long> find(NoteKey key) {
		return inTransaction((connection) -> {
			Optional<Long> entry = find(connection, this.select, key);
			return entry.isPresent() ? entry : find(connection, this.select + " for update nowait", key);
		});
	}

	/**
	 * Finds the entry of the note that was added with a key, in the current transaction,
	 * which locks nothing for it but a key that has expired.
	 * @param key the key
	 * @return the entry's id, or empty if the transaction sees no note with the key
	 * @throws IdempotencyKeyException if it was another note
	 */
	public Optional<Long> findInTransaction(NoteKey key) {
		return this.persistence.onConnection((connection) -> find(connection, this.select, key));
	}

	private Optional<Long> find(Connection connection, String sql, NoteKey key) throws SQLException {
		long expiry = expiry();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, key.keyHash());
			try (ResultSet row = statement.executeQuery()) {
				if (!row.next()) {
					return Optional.empty();
				}
				if (row.getLong(3) < expiry) {
					delete(connection, List.of(key.keyHash()), expiry);
					return Optional.empty();
				}
				if (!row.getString(1).equals(key.noteHash())) {
					throw new IdempotencyKeyException(IdempotencyKeyException.Reason.REUSED);
				}
				return Optional.of(row.getLong(2));
			}
		}
		catch (SQLException ex) {
			throw inFlight(ex, SqlFailures.isConflict(ex));
		}
	}

	/**
	 * Inserts the key of a note that is about to be added in the same transaction.
	 * @param connection the connection of the transaction
	 * @param key the key
	 * @throws IdempotencyKeyException if another transaction inserts or has inserted it
	 */
	void insert(Connection connection, NoteKey key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.insert)) {
			statement.setString(1, key.keyHash());
			statement.setString(2, key.noteHash());
			statement.setLong(3, this.clock.getAsLong());
			statement.executeUpdate();
		}
		catch (SQLException ex) {
			throw inFlight(ex, SqlFailures.isConflict(ex) || SqlFailures.isConstraintViolation(ex));
		}
	}

	/** Stores the entry of a note that was added in the same transaction. */
	void complete(Connection connection, NoteKey key, long entry) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.complete)) {
			statement.setLong(1, entry);
			statement.setString(2, key.keyHash());
			statement.executeUpdate();
		}
	}

	private static SQLException inFlight(SQLException failure, boolean isLocked) {
		if (isLocked) {
			logger.debug("Another transaction has the idempotency key.", failure);
			throw new IdempotencyKeyException(IdempotencyKeyException.Reason.IN_FLIGHT);
		}
		return failure;
	}

	/**
	 * Removes some of the keys that have expired, one by its primary key after the other,
	 * so that no key that is being inserted waits. A failure is logged only, as the next
	 * note removes them.
	 */
	public void removeExpired() {
		try {
			long expiry = expiry();
			List<String> keys = inTransaction((connection) -> expired(connection, expiry));
			if (!keys.isEmpty()) {
				inTransaction((connection) -> delete(connection, keys, expiry));
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Expired idempotency keys could not be removed. The next note with a key tries again.", ex);
		}
	}

	private List<String> expired(Connection connection, long expiry) throws SQLException {
		List<String> keys = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(this.expired)) {
			statement.setLong(1, expiry);
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					keys.add(row.getString(1));
				}
			}
		}
		return keys;
	}

	private boolean delete(Connection connection, List<String> keys, long expiry) throws SQLException {
		boolean any = false;
		try (PreparedStatement statement = connection.prepareStatement(this.delete)) {
			for (String key : keys) {
				statement.setString(1, key);
				statement.setLong(2, expiry);
				any |= statement.executeUpdate() > 0;
			}
		}
		return any;
	}

	private long expiry() {
		return this.clock.getAsLong() - KEPT.toMillis();
	}

	private <T> T inTransaction(ReturningWork<T> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> this.persistence.onConnection(work)));
	}

}
