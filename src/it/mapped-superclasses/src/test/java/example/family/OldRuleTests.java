package example.family;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "revtrail.audit-inherited=false", "spring.datasource.url=jdbc:h2:mem:old" })
class OldRuleTests {

	@Test
	void whatIsInheritedIsNotRecorded(@Autowired People people, @Autowired ChangeLog changeLog) {
		Person person = new Person();
		person.id = 1L;
		person.firstName = "Ada";
		person.city = "Rome";
		people.save(person);

		assertThat(changeLog.page(ChangeQuery.in(Scope.everything()).record(new RecordRef("PERSON", "1")), 0, 1)
			.entries()
			.get(0)
			.changes()).containsExactly(new FieldChange.Value("city", null, "Rome", true));
	}

}
