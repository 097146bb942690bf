package dev.revtrail.envers.event;

import java.util.Map;

import dev.revtrail.LibraryTest;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.index.TrackedPersistence;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A batch whose commit was not answered is written again.
 */
@LibraryTest(Hospital.class)
@TestPropertySource(properties = "test.database.of=HttpStatuses")
class HttpStatusesTests {

	@Autowired
	private Capture capture;

	@Autowired
	private TrackedPersistence persistence;

	@Autowired
	private JdbcTemplate sql;

	@Test
	void statusesThatAreThereAlreadyFailNothing() {
		HttpStatuses statuses = new HttpStatuses(this.capture.factory().sessionFactory(), this.persistence);
		statuses.insert(Map.of(1L, 200, 2L, 201));
		statuses.insert(Map.of(1L, 200, 2L, 201));
		statuses.insert(Map.of(2L, 201, 3L, 404));

		assertThat(this.sql.queryForList("select status from revtrail_http_status order by status", Integer.class))
			.containsExactly(200, 201, 404);
	}

}
