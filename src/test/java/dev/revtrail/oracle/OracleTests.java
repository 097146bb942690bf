package dev.revtrail.oracle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import dev.revtrail.ChangeEntry;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.reconciliation.ReconciliationCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log records exactly what happens to the records. The system properties
 * {@code oracle.seed} and {@code oracle.tx} select the history and the number of its
 * transactions.
 */
@ExtendWith(ReconciliationCheck.class)
class OracleTests extends RegistryTest {

	private static final int TOGETHER = 20;

	private static final long SEED = Long.getLong("oracle.seed", 1);

	private static final int TRANSACTIONS = Integer.getInteger("oracle.tx", 500);

	@Test
	void theLogHasExactlyWhatHappened() {
		RandomHistory history = history(SEED);
		int entries = 0;
		for (int done = 0; done < TRANSACTIONS; done += TOGETHER) {
			Deque<Map<String, Prediction>> predicted = new ArrayDeque<>();
			for (int i = 0; i < Math.min(TOGETHER, TRANSACTIONS - done); i++) {
				Map<String, Prediction> next = history.next().predictions();
				if (!next.isEmpty()) {
					predicted.add(next);
				}
			}
			List<Map<String, ChangeEntry>> reported = reported();
			String place = "seed " + SEED + ", transactions " + done + " to " + (done + TOGETHER);
			assertThat(reported).as(place).hasSameSizeAs(predicted);
			for (Map<String, ChangeEntry> transaction : reported) {
				entries += transaction.size();
				assertThat(faults(predicted.remove(), transaction)).as(place).isEmpty();
			}
		}
		System.out.println("The oracle agrees: seed " + SEED + ", " + TRANSACTIONS + " transactions, " + entries
				+ " entries on " + TestDatabase.Kind.selected() + ".");
	}

	private static List<String> faults(Map<String, Prediction> predicted, Map<String, ChangeEntry> reported) {
		List<String> faults = new ArrayList<>();
		reported.forEach((name, entry) -> {
			Prediction prediction = predicted.get(name);
			if (prediction == null) {
				faults.add(name + " was not changed: " + entry);
			}
			else {
				prediction.faults(entry).forEach((fault) -> faults.add(name + ": " + fault));
			}
		});
		predicted.keySet()
			.stream()
			.filter((name) -> !reported.containsKey(name))
			.forEach((name) -> faults.add(name + " has no entry: " + predicted.get(name)));
		return faults;
	}

}
