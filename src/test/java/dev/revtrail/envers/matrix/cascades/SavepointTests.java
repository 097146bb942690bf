package dev.revtrail.envers.matrix.cascades;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.atomic.AtomicLong;

import dev.revtrail.LibraryTest;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.cascades.Wards.Lamp;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A transaction that is rolled back to a savepoint has no entries of what was undone.
 */
@LibraryTest(Wards.class)
class SavepointTests extends MatrixCase {

	private static final AtomicLong IDS = new AtomicLong(5000);

	@Autowired
	JdbcClient jdbc;

	private final long id = IDS.incrementAndGet();

	@Test
	void whereTrackedChangesWereUndoneTheCommitFailsAndTheMessageSaysWhatToDo() {
		assertThatException()
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> session().doWork((connection) -> {
				persist(this.id);
				Savepoint savepoint = connection.setSavepoint();
				persist(this.id + 1000);
				connection.rollback(savepoint);
			})))
			.havingRootCause()
			.withMessageContaining("savepoint")
			.withMessageContaining("REQUIRES_NEW");

		assertThat(entries(this.id) + entries(this.id + 1000)).isZero();
		assertThat(this.jdbc.sql("select count(*) from lamp where id = ?").param(this.id).query(Integer.class).single())
			.isZero();
	}

	@Test
	void whatIsUndoneBeforeAnyTrackedChangeDoesNotMatter() {
		this.transaction.executeWithoutResult((status) -> session().doWork((connection) -> {
			Savepoint savepoint = connection.setSavepoint();
			house(connection, this.id);
			connection.rollback(savepoint);
			persist(this.id);
		}));

		assertThat(entries(this.id)).isOne();
	}

	@Test
	void undoneWorkNextToTrackedChangesDoesNotMatter() {
		this.transaction.executeWithoutResult((status) -> session().doWork((connection) -> {
			persist(this.id);
			Savepoint savepoint = connection.setSavepoint("named");
			house(connection, this.id);
			connection.rollback(savepoint);
			Savepoint kept = connection.setSavepoint();
			persist(this.id + 1000);
			connection.releaseSavepoint(kept);
		}));

		assertThat(entries(this.id) + entries(this.id + 1000)).isEqualTo(2);
	}

	private static void house(Connection connection, long id) throws SQLException {
		try (var statement = connection.createStatement()) {
			statement.executeUpdate("insert into house (id) values (" + id + ")");
		}
	}

	private Session session() {
		return this.entityManager.unwrap(Session.class);
	}

	private void persist(long number) {
		Lamp lamp = new Lamp();
		lamp.id = number;
		this.entityManager.persist(lamp);
		this.entityManager.flush();
	}

	private int entries(long record) {
		return history("LAMP", record).size();
	}

}
