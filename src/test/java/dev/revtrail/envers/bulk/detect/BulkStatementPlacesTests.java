package dev.revtrail.envers.bulk.detect;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.revtrail.LibraryTest;
import example.pharmacy.BulkWork;
import example.pharmacy.Pharmacy;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whichever way a bulk statement is issued, the warning says where. Each way is a place
 * of its own, so that one application is enough for all.
 */
@LibraryTest(Pharmacy.class)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class BulkStatementPlacesTests {

	private static final Pattern WARNING = Pattern.compile("A bulk .*");

	@Autowired
	BulkWork work;

	static Stream<Named<Way>> ways() {
		return Stream.of(way("jpqlUpdate", "update", BulkWork::jpqlUpdate),
				way("jpqlDelete", "delete", BulkWork::jpqlDelete), way("jpqlInsert", "insert", BulkWork::jpqlInsert),
				way("criteriaUpdate", "update", BulkWork::criteriaUpdate),
				way("criteriaDelete", "delete", BulkWork::criteriaDelete), way("lambda", "update", BulkWork::lambda),
				way("nativeQuery", "update", BulkWork::nativeQuery),
				way("jdbcTemplate", "update", BulkWork::jdbcTemplate),
				way("jdbcTemplateWithoutParameters", "delete", BulkWork::jdbcTemplateWithoutParameters),
				way("jdbcBatch", "update", BulkWork::jdbcBatch),
				way("jdbcOfTheSession", "delete", BulkWork::jdbcOfTheSession),
				way("jdbcStatementBatch", "delete", BulkWork::jdbcStatementBatch),
				way("statelessQuery", "update", BulkWork::statelessQuery));
	}

	@ParameterizedTest
	@MethodSource("ways")
	void aBulkStatementIsReportedOnceWithItsPlaceAndWithoutItsLiterals(Way way, CapturedOutput output) {
		way.issue.accept(this.work);

		assertThat(warnings(output)).singleElement()
			.asString()
			.matches("A bulk " + way.verb + " of table product at example\\.pharmacy\\.BulkWork\\." + way.name
					+ "\\(BulkWork\\.java:\\d+\\) changes records of example\\.pharmacy\\.Product without .*")
			.doesNotContain("secret");
	}

	private static List<String> warnings(CapturedOutput output) {
		return WARNING.matcher(output.getAll()).results().map(MatchResult::group).map(String::strip).toList();
	}

	private static Named<Way> way(String name, String verb, Consumer<BulkWork> issue) {
		return Named.of(name, new Way(name, verb, issue));
	}

	private record Way(String name, String verb, Consumer<BulkWork> issue) {

	}

}
