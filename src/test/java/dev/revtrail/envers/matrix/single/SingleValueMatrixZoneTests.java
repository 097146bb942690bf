package dev.revtrail.envers.matrix.single;

import java.util.TimeZone;

import org.h2.util.DateTimeUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * The same where the application's time zone is not UTC, is off by half an hour and has
 * summer time. The property gives it a context of its own, made in that zone.
 */
@TestPropertySource(properties = "spring.application.name=newfoundland")
@DirtiesContext
class SingleValueMatrixZoneTests extends SingleValueMatrixTests {

	private static final TimeZone BEFORE = TimeZone.getDefault();

	@BeforeAll
	static void go() {
		use(TimeZone.getTimeZone("America/St_Johns"));
	}

	@AfterAll
	static void comeBack() {
		use(BEFORE);
	}

	private static void use(TimeZone zone) {
		TimeZone.setDefault(zone);
		// H2 remembers the zone that it has seen first
		DateTimeUtils.resetCalendar();
	}

}
