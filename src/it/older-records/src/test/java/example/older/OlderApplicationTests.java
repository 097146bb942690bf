package example.older;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OlderApplicationTests {

	private static final int RECORDS = 1000;

	@Autowired
	private Members members;

	@Autowired
	private ChangeLog changeLog;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeAll
	static void recordsOfAnApplicationWithoutTheLibrary() throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:older;DB_CLOSE_DELAY=-1", "sa", "");
				Statement statement = connection.createStatement()) {
			statement.execute("""
					create table member (id bigint primary key, name varchar(255), phone varchar(255),
						city varchar(255), street varchar(255), sponsor_id bigint references member)""");
			statement.execute(
					"create table member_tags (member_id bigint not null references member, tags varchar(255))");
			statement.execute("""
					insert into member select x, 'Name ' || x, null, 'City ' || x, 'Street ' || x,
						case when x > 1 then 1 end from system_range(1, %d)""".formatted(RECORDS));
			statement.execute("insert into member_tags select x, 'old' from system_range(1, %d)".formatted(RECORDS));
		}
	}

	@Test
	@Order(1)
	void theirFirstChangesHaveTheOldValues() {
		this.transaction.executeWithoutResult((status) -> this.members.findAll().forEach((member) -> {
			member.name = "New " + member.id;
			member.phone = "555-" + member.id;
			member.address.city = "Town " + member.id;
			member.sponsor = null;
			member.tags.add("new");
		}));
		List<ChangeEntry> entries = this.changeLog
			.page(ChangeQuery.in(Scope.everything()).actions(Action.UPDATE), 0, RECORDS)
			.entries();
		assertThat(entries).hasSize(RECORDS).allSatisfy((entry) -> {
			String id = entry.record().id();
			assertThat(entry.changes().of("name"))
				.hasValue(new FieldChange.Value("name", "Name " + id, "New " + id, true));
			assertThat(entry.changes().of("phone"))
				.hasValue(new FieldChange.Value("phone", null, "555-" + id, true));
			assertThat(entry.changes().of("address.city"))
				.hasValue(new FieldChange.Value("address.city", "City " + id, "Town " + id, true));
			assertThat(entry.changes().of("address.street")).isEmpty();
			if (!id.equals("1")) {
				FieldChange.Value sponsor = (FieldChange.Value) entry.changes().of("sponsor").orElseThrow();
				assertThat(sponsor.fromKnown()).isTrue();
				assertThat(sponsor.from()).hasToString("1");
				assertThat(sponsor.to()).isNull();
			}
			FieldChange.Elements tags = (FieldChange.Elements) entry.changes().of("tags").orElseThrow();
			assertThat(tags.joined()).isEqualTo(List.of("new"));
			assertThat(tags.left()).isEqualTo(List.of());
		});
	}

	@Test
	@Order(2)
	void theirSecondChangesHaveTheValuesOfTheFirst() {
		this.transaction.executeWithoutResult((status) -> this.members.findById(7L).orElseThrow().name = "Newer 7");
		ChangeEntry entry = newest("7");
		assertThat(entry.changes()).containsExactly(new FieldChange.Value("name", "New 7", "Newer 7", true));
	}

	@Test
	@Order(3)
	void aDeletionHasTheLastValues() {
		this.members.deleteById(9L);
		assertThat(newest("9").changes().of("name"))
			.hasValue(new FieldChange.Value("name", "New 9", null, true));
	}

	private ChangeEntry newest(String id) {
		return this.changeLog.page(ChangeQuery.in(Scope.everything()).record(new RecordRef("MEMBER", id)), 0, 1)
			.entries()
			.get(0);
	}

}
