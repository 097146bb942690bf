package dev.revtrail.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.query.AuditEntity;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Envers can keep for each attribute whether it was modified. It comes to the same
 * attributes, in its own way.
 */
@TestPropertySource(properties = "modified.flags=true")
class ModifiedFlagsTests extends RegistryTest {

	private static final int TRANSACTIONS = 150;

	@Test
	void enversNamesTheSameChangedAttributes() {
		RandomHistory history = history(7);
		int compared = 0;
		for (int i = 0; i < TRANSACTIONS; i++) {
			RandomHistory.Transaction transaction = history.next();
			for (Map<String, ChangeEntry> reported : reported()) {
				for (ChangeEntry entry : reported.values()) {
					if (entry.action().equals(Action.UPDATE)) {
						String name = entry.record().type() + " " + entry.record().id();
						compare(entry, java.util.Objects.requireNonNull(transaction.predictions().get(name)),
								transaction.plain());
						compared++;
					}
				}
			}
		}
		assertThat(compared).isGreaterThan(TRANSACTIONS / 2);
	}

	/**
	 * Over several flushes Envers also flags what was put back, and it takes -0.0 for
	 * another number than 0.
	 */
	private void compare(ChangeEntry entry, Prediction prediction, boolean plain) {
		Set<String> reported = entry.changes()
			.stream()
			.map((change) -> change.field().replaceFirst("\\..*", ""))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> flagged = new TreeSet<>(flagged(entry, prediction));
		assertThat(flagged).as(entry::toString).containsAll(reported);
		if (plain) {
			flagged.remove("ratio");
			reported.remove("ratio");
			assertThat(reported).as(entry::toString).containsExactlyElementsOf(flagged);
		}
	}

	@SuppressWarnings("unchecked")
	private Set<String> flagged(ChangeEntry entry, Prediction prediction) {
		Kind<?> kind = Kinds.ALL.stream()
			.filter((each) -> each.type().equals(prediction.type()))
			.findFirst()
			.orElseThrow();
		List<Object[]> rows = this.transaction
			.execute((status) -> (List<Object[]>) AuditReaderFactory.get(this.entityManager)
				.createQuery()
				.forRevisionsOfEntityWithChanges(kind.entity(), true)
				.add(AuditEntity.revisionNumber().eq(entry.revision().number()))
				.add(AuditEntity.id().eq(prediction.key()))
				.getResultList());
		assertThat(rows).hasSize(1);
		return (Set<String>) rows.get(0)[3];
	}

}
