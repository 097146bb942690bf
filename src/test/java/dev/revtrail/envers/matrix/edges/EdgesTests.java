package dev.revtrail.envers.matrix.edges;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.revtrail.ChangeEntry;
import dev.revtrail.CountedStatements;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.edges.Edges.Answer;
import dev.revtrail.envers.matrix.edges.Edges.Badge;
import dev.revtrail.envers.matrix.edges.Edges.Driver;
import dev.revtrail.envers.matrix.edges.Edges.Form;
import dev.revtrail.envers.matrix.edges.Edges.Porter;
import dev.revtrail.envers.matrix.edges.Edges.Truck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Envers' rows leave open at the edges of mappings is shown as the database has it.
 */
@LibraryTest({ Edges.class, CountedStatements.class })
class EdgesTests extends MatrixCase {

	private static final AtomicLong IDS = new AtomicLong();

	@Autowired
	RecordHistory history;

	@Autowired
	CountedStatements statements;

	private final long id = IDS.incrementAndGet();

	@Test
	void theSideWithoutTheJoinTableWritesNothing() {
		inTransaction((em) -> {
			Driver driver = new Driver();
			driver.id = this.id;
			em.persist(driver);
			Truck truck = new Truck();
			truck.id = this.id;
			em.persist(truck);
		});
		inTransaction((em) -> em.find(Driver.class, this.id).truck = em.find(Truck.class, this.id));
		assertThat(entries("DRIVER")).hasSize(1);
		assertThat(entries("TRUCK")).hasSize(1);
	}

	@Test
	void recordsThatOthersReferToOneByOneTakeNoStatementForEachWhenTheyAreDeletedInBulk() {
		int many = 20;
		inTransaction((em) -> {
			for (int i = 0; i < many; i++) {
				Porter porter = new Porter();
				porter.id = 1000 + i;
				em.persist(porter);
				Badge badge = new Badge();
				badge.id = porter.id;
				badge.porter = (i % 2 == 0) ? porter : null;
				em.persist(badge);
			}
		});

		List<String> sent = this.statements.of(() -> inTransaction((em) -> {
			this.log.bulk().execute(em.createQuery("delete from Porter p where p.id >= 1000 and mod(p.id, 2) = 1"));
			this.log.bulk().execute(em.createQuery("delete from Badge b where b.id >= 1000"));
			this.log.bulk().execute(em.createQuery("delete from Porter p where p.id >= 1000"));
		}));

		assertThat(sent).hasSizeLessThan(many);
		assertThat(history("BADGE", 1000).get(0).changes()).containsExactly(value("porter", "1000", null));
		assertThat(history("PORTER", 1000)).hasSize(2);
		assertThat(history("PORTER", 1001)).hasSize(2);
	}

	@Test
	void anElementOfNullsIsNoneAsHibernateLoadsNone() {
		inTransaction((em) -> {
			Form form = new Form();
			form.id = this.id;
			form.remarks.add(new Answer("a", "b"));
			form.remarks.add(new Answer(null, null));
			form.remarks.add(new Answer(null, "c"));
			em.persist(form);
		});
		Map<String, @Nullable Object> full = answer("a", "b");
		Map<String, @Nullable Object> half = answer(null, "c");
		assertThat(newest("FORM"))
			.containsExactly(new FieldChange.Elements("remarks", List.of(full, half), List.of(), List.of()));
		assertThat(state("FORM")).containsEntry("remarks", List.of(full, half));

		inTransaction((em) -> em.find(Form.class, this.id).remarks.add(new Answer("d", null)));
		assertThat(newest("FORM"))
			.containsExactly(new FieldChange.Elements("remarks", List.of(answer("d", null)), List.of(), List.of()));

		inTransaction((em) -> em.find(Form.class, this.id).remarks.clear());
		assertThat(elements().left()).hasSize(3);
		assertThat(state("FORM")).containsEntry("remarks", List.of());
	}

	@Test
	void anElementOfNullsInAListLeavesItsPlaceEmpty() {
		inTransaction((em) -> {
			Form form = new Form();
			form.id = this.id;
			form.answers.add(new Answer("a", "b"));
			form.answers.add(new Answer(null, null));
			form.answers.add(new Answer("c", null));
			em.persist(form);
		});
		assertThat(new ArrayList<Object>(elements().joined())).containsExactly(answer("a", "b"), answer("c", null));

		inTransaction((em) -> em.find(Form.class, this.id).answers.remove(2));
		assertThat(new ArrayList<Object>(elements().left())).containsExactly(answer("c", null));
	}

	private static Map<String, @Nullable Object> answer(@Nullable String question, @Nullable String text) {
		Map<String, @Nullable Object> answer = new HashMap<>();
		answer.put("question", question);
		answer.put("text", text);
		return answer;
	}

	private FieldChange.Elements elements() {
		return (FieldChange.Elements) newest("FORM").get(0);
	}

	private List<FieldChange> newest(String type) {
		return entries(type).get(0).changes().list();
	}

	private List<ChangeEntry> entries(String type) {
		return history(type, this.id);
	}

	private Map<String, @Nullable Object> state(String type) {
		return this.history
			.stateAtOrBefore(Scope.everything(), new RecordRef(type, String.valueOf(this.id)), Long.MAX_VALUE)
			.orElseThrow()
			.values();
	}

}
