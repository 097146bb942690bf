package dev.revtrail.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.log.Discrepancy;
import example.warehouse.Warehouse;
import example.warehouse.WarehouseApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The crash test's own eyes: they see each kind of loss.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemainsTests {

	private final TestDatabase.Access database = TestDatabase.create();

	private List<Acknowledgement> journal = List.of();

	@BeforeAll
	void write() {
		try (ConfigurableApplicationContext context = WarehouseApplication.start(this.database.properties())) {
			Warehouse warehouse = context.getBean(Warehouse.class);
			long kept = warehouse.create("a");
			warehouse.update("b", kept, "a");
			long gone = warehouse.create("c");
			warehouse.delete(gone, "c");
			this.journal = List.of(new Acknowledgement("create", "a", kept, "a"),
					new Acknowledgement("update", "b", kept, "a"), new Acknowledgement("create", "c", gone, "c"),
					new Acknowledgement("delete", "d", gone, "c"));
		}
	}

	@Test
	void findNoFaultWhereAllIsThere() throws SQLException {
		try (Connection connection = this.database.connect()) {
			assertThat(Remains.read(connection).discrepancies(this.journal, Set.of())).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "delete from revtrail_entry where record_type = 'LABEL' and action = 'UPDATE'",
			"delete from label_aud where revtype = 1", "delete from parcel_aud where revtype = 2",
			"update revtrail_entry set revision = 77 where record_type = 'LABEL' and action = 'UPDATE'",
			"delete from label", "update label set operation = 'somebody-else'",
			"update revtrail_entry set data = null where action = 'UPDATE' and record_type = 'LABEL'",
			"insert into revtrail_revision (recorded_at, actor_id, actor_type, source) "
					+ "values (current_timestamp, 'a', 'USER', 's')" })
	void findAFaultAfter(String loss) throws SQLException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			assertThat(statement.executeUpdate(loss)).isPositive();
			assertThat(Remains.read(connection).discrepancies(this.journal, Set.of())).isNotEmpty();
			connection.rollback();
		}
	}

	@Test
	void findAFaultWhereAnOperationWasNeverSent() throws SQLException {
		try (Connection connection = this.database.connect()) {
			List<Acknowledgement> shorter = this.journal.subList(0, 3);
			assertThat(Remains.read(connection).discrepancies(shorter, Set.of("d"))).isEmpty();
			List<Acknowledgement> without = List.of(this.journal.get(0), this.journal.get(2), this.journal.get(3));
			assertThat(Remains.read(connection).discrepancies(without, Set.of())).extracting(Discrepancy::kind)
				.contains(Discrepancy.Kind.INVENTED);
		}
	}

	@Test
	void findAFaultWhereAnAcknowledgedOperationNeverHappened() throws SQLException {
		try (Connection connection = this.database.connect()) {
			List<Acknowledgement> lost = List.of(new Acknowledgement("create", "lost", 77, "lost"));
			assertThat(Remains.read(connection).discrepancies(lost, Set.of())).isNotEmpty();
		}
	}

}
