package dev.revtrail.envers.matrix.single;

import java.util.UUID;

import dev.revtrail.envers.matrix.single.Columns.Loose;
import dev.revtrail.envers.matrix.single.Shapes.Target;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same where records are deleted by bulk statements.
 */
class ColumnMatrixBulkTests extends ColumnMatrixTests {

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void anUpdateOfAReferenceThatLeadsNowhereIsRecorded() {
		Target target = new Target();
		target.id = UUID.randomUUID().toString();
		persisted(target);
		Loose loose = new Loose();
		loose.id = target.id;
		persisted(loose);

		inTransaction((em) -> assertThat(this.log.bulk()
			.execute(em.createQuery("update Columns$Loose l set l.lost = :target where l.id = :id")
				.setParameter("target", em.getReference(Target.class, target.id))
				.setParameter("id", loose.id)))
			.isOne());

		assertThat(newest("LOOSE", loose.id)).containsExactly(value("lost", null, target.id));
	}

	@Override
	void remove(Class<?> type, Object id) {
		BulkRemoval removal = new BulkRemoval(this.log.bulk(), this.jdbc);
		inTransaction((em) -> removal.remove(em, type, id));
		inTransaction((em) -> removal.compare(em, type, id));
	}

}
