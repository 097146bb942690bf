package dev.revtrail.envers;

import java.sql.SQLException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.revtrail.Action;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordRef;
import dev.revtrail.RowsRead;
import dev.revtrail.Scope;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Thing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * H2 reads and sorts all rows that match where it does not find their order in the index
 * that it has chosen, and all rows of a record for the last one. So the cost of a page
 * would grow with the log.
 */
@Tag("h2")
@LibraryTest(Hospital.class)
@Import(RowsRead.class)
@TestPropertySource(properties = "test.database.of=long-log")
class LongLogTests extends ChangeLogCase {

	private static final int CHANGES = 1500;

	private static Long ward;

	@Autowired
	private RowsRead rowsRead;

	@BeforeEach
	void writeALongHistory() {
		if (ward == null) {
			Thing.Ward thing = new Thing.Ward();
			thing.name = "0";
			ward = persisted(thing).id;
			for (int i = 1; i < CHANGES; i++) {
				String name = String.valueOf(i);
				change(Thing.Ward.class, ward, (changed) -> changed.name = name);
			}
		}
	}

	static Stream<UnaryOperator<ChangeQuery>> pages() {
		return Stream
			.<UnaryOperator<ChangeQuery>>of((query) -> query, (query) -> query.recordTypes("WARD"),
					(query) -> query.recordTypes("WARD", "NURSE", "DRUG"),
					(query) -> query.recordTypes("WARD", "NURSE").actions(Action.CREATE, Action.UPDATE, Action.DELETE),
					(query) -> query.record(new RecordRef("WARD", String.valueOf(ward))))
			.flatMap((filter) -> Stream.of(filter, (query) -> filter.apply(query).oldestFirst().withUnsettled()));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void aPageDoesNotReadAllOfIt(UnaryOperator<ChangeQuery> page) throws SQLException {
		assertThat(this.rowsRead
			.of(() -> assertThat(this.log.slice(page.apply(ChangeQuery.in(Scope.everything())), null, 10).entries())
				.hasSize(10)))
			.allSatisfy((selection, rows) -> assertThat(rows).isLessThan(100));
	}

}
