package dev.clinic.page;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the awkward records of the tests are there to be shown.
 */
class AwkwardRecordsTests extends BrowserTest {

	@Test
	void areInTheLogAsTheyWereWritten() {
		ChangeLog log = clinic().getBean(ChangeLog.class);
		AwkwardRecords.write(clinic());

		ChangeQuery query = ChangeQuery.in(Scope.organization("acme"));
		for (String id : AwkwardRecords.IDS) {
			assertThat(log.page(query.record(new RecordRef("USER", id)), 0, 1).entries()).singleElement()
				.satisfies((entry) -> assertThat(entry.revision().actor().name()).isEqualTo(id));
		}
		assertThat(log.page(query.source("awkward").recordTypes("CARE_PLAN").actions(Action.CREATE), 0, 50).entries())
			.extracting((ChangeEntry entry) -> entry.revision().actor().name())
			.hasSize(AwkwardRecords.TEXTS.size() + 1)
			.containsAll(AwkwardRecords.NAMES);
	}

}
