package example.batch;

import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class BatchApplicationTests {

	@Autowired
	private ChangeLog changeLog;

	@Test
	void theChangesOfAJobAreKept() {
		List<ChangeEntry> entries = this.changeLog
			.page(ChangeQuery.in(Scope.everything()).exceptRecordTypes(RecordRef.CHANGE_LOG).oldestFirst(), 0, 10)
			.entries();
		assertThat(entries).extracting(ChangeEntry::action).containsExactly(Action.CREATE, Action.UPDATE);
		assertThat(entries.get(1).changes()).containsExactly(new FieldChange.Value("owner", "Ada", "Grace", true));
		assertThat(entries.get(1).revision().actor()).isEqualTo(Actor.SYSTEM);
		assertThat(entries.get(1).revision().request()).isNull();
	}

	@Test
	void theWebIsNotThere() {
		assertThat(ClassUtils.isPresent("jakarta.servlet.Filter", null)).isFalse();
		assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null)).isFalse();
	}

}
