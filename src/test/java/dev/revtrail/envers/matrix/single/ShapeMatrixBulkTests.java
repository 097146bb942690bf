package dev.revtrail.envers.matrix.single;

import java.util.Objects;
import java.util.UUID;

import dev.revtrail.Action;
import dev.revtrail.envers.matrix.single.Shapes.Measure;
import dev.revtrail.envers.matrix.single.Shapes.Mixed;
import dev.revtrail.envers.matrix.single.Shapes.SingleChild;
import dev.revtrail.envers.matrix.single.Shapes.TabledChild;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same where records are deleted by bulk statements.
 */
@TestPropertySource(properties = "test.database.of=ShapeMatrixBulk")
class ShapeMatrixBulkTests extends ShapeMatrixTests {

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void secondaryTablesHaveARowWhereThereIsAValue() {
		for (String more : new String[] { "m", null }) {
			Mixed mixed = new Mixed();
			mixed.more = more;
			mixed.one = new Measure(1, "m");
			mixed.own("o");
			persisted(mixed);

			remove(Mixed.class, Objects.requireNonNull(mixed.id));

			assertThat(newest("MIXED", mixed.id)).contains(value("one.unit", "m", null), value("own", "o", null));
			assertThat(newest("MIXED", mixed.id).contains(value("more", "m", null))).isEqualTo(more != null);
		}
	}

	@Test
	void rowsOfHierarchiesHaveAllTheirFieldsAndTheirClass() {
		SingleChild single = new SingleChild();
		single.common = "a";
		single.special = "s";
		persisted(single);
		TabledChild tabled = new TabledChild();
		tabled.id = UUID.randomUUID().toString();
		tabled.common = "c";
		persisted(tabled);

		remove(SingleChild.class, Objects.requireNonNull(single.id));
		remove(TabledChild.class, tabled.id);

		assertThat(newest("SINGLE_CHILD", single.id)).containsExactly(value("common", "a", null),
				value("special", "s", null));
		assertThat(newest("TABLED_CHILD", tabled.id)).containsExactly(value("common", "c", null));
		assertThat(history("TABLED_CHILD", tabled.id).get(0).action()).isEqualTo(Action.DELETE);
	}

	@Override
	void remove(Class<?> type, Object id) {
		BulkRemoval removal = new BulkRemoval(this.log.bulk(), this.jdbc);
		inTransaction((em) -> removal.remove(em, type, id));
		inTransaction((em) -> removal.compare(em, type, id));
	}

}
