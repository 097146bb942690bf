package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.feed.MarkKeeper.Progress;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.model.TrackedFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The settled mark follows what real transactions of the database do.
 */
class MarkKeeperTests {

	private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

	private static final FeedSettings SETTINGS = new FeedSettings(Duration.ofMillis(200), Duration.ofSeconds(1), 3);

	private final TestDatabase.Access database = TestDatabase.create();

	private final List<Connection> connections = new ArrayList<>();

	private MarkTable table;

	private LateRevisions late;

	private MarkKeeper keeper;

	private Connection own;

	@BeforeEach
	void makeTheTables() throws SQLException {
		try (ConfigurableApplicationContext hospital = hospital()) {
			this.table = new MarkTable(hospital.getBean(TrackedFactory.class));
			this.late = hospital.getBean(LateRevisions.class);
		}
		this.own = connect();
		try (Statement statement = this.own.createStatement()) {
			statement.execute("delete from revtrail_settled");
			statement.execute("delete from revtrail_follower");
		}
		this.keeper = new MarkKeeper(this.table, this.late, SETTINGS, "one");
	}

	private ConfigurableApplicationContext hospital() {
		return new SpringApplicationBuilder(Hospital.class).web(WebApplicationType.NONE)
			.properties(Map.of("spring.config.name", "hospital", "spring.flyway.enabled", "false",
					"spring.jpa.hibernate.ddl-auto", "update", "revtrail.startup-check", "false",
					"spring.main.banner-mode", "off"))
			.properties(this.database.properties())
			.run();
	}

	@AfterEach
	void close() throws SQLException {
		for (Connection connection : this.connections) {
			connection.close();
		}
	}

	@Test
	void theMarkStopsAtARevisionInFlight() throws SQLException {
		insert(this.own, NOON);
		assertThat(settle(this.keeper)).isEqualTo(2);

		Connection inFlight = transaction();
		insert(inFlight, NOON);
		insert(this.own, NOON);
		assertThat(settle(this.keeper)).isEqualTo(2);
		assertThat(this.keeper.lag()).isPositive();

		inFlight.commit();
		assertThat(settle(this.keeper)).isEqualTo(4);
		assertThat(this.keeper.lag()).isZero();
	}

	@Test
	void aRevisionThatIsRolledBackHoldsTheMarkForTheGapTimeAtMost() throws SQLException {
		Connection rolledBack = transaction();
		insert(rolledBack, NOON);
		rolledBack.rollback();
		insert(this.own, NOON);

		if (TestDatabase.Kind.selected() != TestDatabase.Kind.POSTGRESQL) {
			assertThat(settle(this.keeper)).isEqualTo(1);
		}
		await().untilAsserted(() -> assertThat(settle(this.keeper)).isEqualTo(3));
		assertThat(this.keeper.late()).isZero();
	}

	@Test
	@Tag("postgresql")
	void aNumberWithoutARowHoldsTheMarkUntilItsTransactionEnds() throws SQLException {
		Connection without = transaction();
		try (Statement statement = without.createStatement()) {
			statement.execute("select nextval(pg_get_serial_sequence('revtrail_revision', 'id'))");
		}
		insert(this.own, NOON);
		long end = System.nanoTime() + 2 * SETTINGS.gapTime().toNanos();
		while (System.nanoTime() < end) {
			assertThat(settle(this.keeper)).isEqualTo(1);
		}

		without.rollback();
		assertThat(settle(this.keeper)).isEqualTo(3);
	}

	@Test
	void aRevisionThatAppearsBelowTheMarkIsCountedAndWidensItsBlock() throws SQLException {
		passTheSecondOfThree();
		appear();
		insertFollowers();

		await().untilAsserted(() -> {
			settle(this.keeper);
			assertThat(this.keeper.late()).isEqualTo(1);
		});
		// The one outside may have begun to take what lies there
		assertThat(this.late.late(this.own)).containsOnlyKeys("past", "outside")
			.containsEntry("past", new TreeSet<>(Set.of(2L)));
		assertThat(this.late.passed(this.own)).isEmpty();
		assertThat(seconds()).containsExactly(60);
	}

	@Test
	void theNextLeaderStillLooksForWhatWasPassed() throws SQLException {
		passTheSecondOfThree();
		this.keeper.release(this.own);
		MarkKeeper other = new MarkKeeper(this.table, this.late, SETTINGS, "other");
		settle(other);
		assertThat(other.isLeading()).isTrue();
		insertFollowers();
		appear();

		await().untilAsserted(() -> {
			settle(other);
			assertThat(other.late()).isEqualTo(1);
		});
	}

	@Test
	void aFollowerInAStepDelaysTheNoteOfWhatIsLateButNotTheMark() throws SQLException {
		passTheSecondOfThree();
		insertFollowers();
		Connection step = transaction();
		try (Statement statement = step.createStatement()) {
			statement.executeQuery("select position from revtrail_follower where name = 'past' for update").close();
		}
		appear();
		insert(this.own, NOON);
		long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			settle(this.keeper);
			return System.nanoTime() > end;
		});
		assertThat(settle(this.keeper)).isEqualTo(6);
		assertThat(this.keeper.late()).isZero();

		step.rollback();
		await().untilAsserted(() -> {
			settle(this.keeper);
			assertThat(this.keeper.late()).isEqualTo(1);
		});
	}

	private void passTheSecondOfThree() throws SQLException {
		insert(this.own, NOON);
		insert(this.own, NOON);
		insert(this.own, NOON);
		execute("delete from revtrail_revision where id = 2");
		await().untilAsserted(() -> assertThat(settle(this.keeper)).isEqualTo(4));
		assertThat(this.late.passed(this.own)).containsExactly(2L);
	}

	/** The second revision appears, a minute earlier. */
	private void appear() throws SQLException {
		insert(this.own, NOON.minusSeconds(60));
		execute("update revtrail_revision set id = 2 where id = 4");
	}

	private void insertFollowers() throws SQLException {
		execute("insert into revtrail_follower (name, position, generation, epoch, beat, attempts, parked, "
				+ "transactional, before_purge) values ('past', 60000000, 0, 0, 0, 0, false, true, false), "
				+ "('before', 3, 0, 0, 0, 0, false, true, false), ('outside', 3, 0, 0, 0, 0, false, false, false)");
	}

	@Test
	void blocksHaveTheBoundsOfTheirTimesWhateverClocksDo() throws SQLException {
		for (int second : new int[] { 0, 40, -20, 10 }) {
			insert(this.own, NOON.plusSeconds(second));
			settle(this.keeper);
		}
		execute("update revtrail_revision set id = 1023 where id = 4");
		restart(1024);
		insert(this.own, NOON.plusSeconds(5));
		insert(this.own, NOON);
		await().untilAsserted(() -> assertThat(settle(this.keeper)).isEqualTo(1026));

		assertThat(seconds()).containsExactly(60, 5);
	}

	@Test
	void anotherNodeTakesOverWhenTheLeaderGivesNoSignOfLife() throws SQLException {
		MarkKeeper other = new MarkKeeper(this.table, this.late, SETTINGS, "other");
		insert(this.own, NOON);
		settle(this.keeper);
		assertThat(settle(other)).isEqualTo(2);
		assertThat(other.isLeading()).isFalse();

		insert(this.own, NOON);
		await().untilAsserted(() -> assertThat(settle(other)).isEqualTo(3));

		assertThat(other.isLeading()).isTrue();
		settle(this.keeper);
		assertThat(this.keeper.isLeading()).isFalse();
	}

	@Test
	void aLeaderThatGivesSignsOfLifeIsNotReplaced() throws SQLException {
		MarkKeeper other = new MarkKeeper(this.table, this.late, SETTINGS, "other");
		settle(this.keeper);
		long end = System.nanoTime() + 4 * SETTINGS.lease().toNanos();
		while (System.nanoTime() < end) {
			settle(this.keeper);
			settle(other);
		}

		assertThat(this.keeper.isLeading()).isTrue();
	}

	@Test
	void aLeaderThatStopsLetsTheNextOneLeadAtOnce() throws SQLException {
		settle(this.keeper);
		this.keeper.release(this.own);

		MarkKeeper other = new MarkKeeper(this.table, this.late, SETTINGS, "other");
		settle(other);

		assertThat(other.isLeading()).isTrue();
	}

	@Test
	void aLeaderThatWasReplacedWhileItSleptWritesNothing() throws SQLException {
		settle(this.keeper);
		MarkTable.Mark before = this.table.read(this.own);
		assertThat(before).isNotNull();
		MarkKeeper other = new MarkKeeper(this.table, this.late, SETTINGS, "other");
		await().untilAsserted(() -> {
			settle(other);
			assertThat(other.isLeading()).isTrue();
		});

		assertThat(this.table.beat(this.own, before.epoch())).isFalse();
		assertThat(this.table.advance(this.own, before.epoch(), 1, 100, new TreeSet<>())).isFalse();
	}

	private long settle(MarkKeeper keeper) throws SQLException {
		Progress progress;
		do {
			progress = keeper.step(this.own);
		}
		while (progress == Progress.MORE);
		return keeper.revision();
	}

	private Connection connect() throws SQLException {
		Connection connection = this.database.connect();
		this.connections.add(connection);
		return connection;
	}

	private Connection transaction() throws SQLException {
		Connection connection = connect();
		connection.setAutoCommit(false);
		return connection;
	}

	private static void insert(Connection connection, Instant recordedAt) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("insert into revtrail_revision (recorded_at, "
				+ "actor_id, actor_type, source) values (?, '7', 'USER', 'test')")) {
			statement.setObject(1, recordedAt.atOffset(java.time.ZoneOffset.UTC).toLocalDateTime());
			statement.executeUpdate();
		}
	}

	private void restart(long next) throws SQLException {
		execute((TestDatabase.Kind.selected().isLikeMySql()) ? "alter table revtrail_revision auto_increment = " + next
				: "alter table revtrail_revision alter column id restart with " + next);
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.own.createStatement()) {
			statement.execute(sql);
		}
	}

	/** How many seconds lie between the bounds of each block. */
	private List<Integer> seconds() throws SQLException {
		String seconds = switch (TestDatabase.Kind.selected()) {
			case H2 -> "datediff(second, earliest, latest)";
			case MYSQL, MARIADB -> "timestampdiff(second, earliest, latest)";
			case POSTGRESQL -> "extract(epoch from latest - earliest)";
		};
		List<Integer> found = new ArrayList<>();
		try (Statement statement = this.own.createStatement();
				ResultSet rows = statement
					.executeQuery("select " + seconds + " from revtrail_time order by revision_block")) {
			while (rows.next()) {
				found.add(rows.getInt(1));
			}
		}
		return found;
	}

}
