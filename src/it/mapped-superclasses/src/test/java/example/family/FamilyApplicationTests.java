package example.family;

import java.util.List;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class FamilyApplicationTests {

	@Autowired
	private People people;

	@Autowired
	private Guests guests;

	@Autowired
	private ChangeLog changeLog;

	@Autowired
	private RecordHistory history;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void whatIsInheritedIsRecorded() {
		this.people.save(person(1));
		this.transaction.executeWithoutResult((status) -> {
			Person person = this.people.findById(1L).orElseThrow();
			person.firstName = "Eve";
			person.code = 8;
			person.address.street = "Oak Street";
		});

		assertThat(newest(1)).containsExactly(new FieldChange.Value("address.street", "Elm Street", "Oak Street", true),
				new FieldChange.Value("code", 7L, 8L, true), new FieldChange.Value("firstName", "Ada", "Eve", true));
		assertThat(this.history.stateAtOrBefore(Scope.everything(), new RecordRef("PERSON", "1"), Long.MAX_VALUE))
			.hasValueSatisfying((state) -> {
				assertThat(state.values()).containsEntry("firstName", "Eve").containsEntry("lastName", "Byron");
				assertThat(state.unknown()).isEmpty();
			});
	}

	@Test
	void aDeletionShowsWhatIsInherited() {
		this.people.save(person(2));
		this.people.deleteById(2L);

		assertThat(newest(2)).contains(new FieldChange.Value("firstName", "Ada", null, true),
				new FieldChange.Value("address.street", "Elm Street", null, true));
	}

	@Test
	void anEntityThatIsNotAuditedStaysSo() {
		Guest guest = new Guest();
		guest.id = 1L;
		guest.firstName = "Ada";
		this.guests.save(guest);

		assertThat(this.changeLog.count(ChangeQuery.in(Scope.everything()).record(new RecordRef("GUEST", "1")))).isZero();
	}

	private static Person person(long id) {
		Person person = new Person();
		person.id = id;
		person.code = 7;
		person.firstName = "Ada";
		person.lastName = "Byron";
		person.city = "Rome";
		person.address = new Address();
		person.address.street = "Elm Street";
		return person;
	}

	private List<FieldChange> newest(long id) {
		return this.changeLog
			.page(ChangeQuery.in(Scope.everything()).record(new RecordRef("PERSON", String.valueOf(id))), 0, 1)
			.entries()
			.get(0)
			.changes()
			.list();
	}

}
