package dev.revtrail.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A registry of its own for a random history.
 */
@SpringBootTest(classes = Registry.class,
		properties = { "spring.config.name=library", "spring.jpa.hibernate.ddl-auto=create",
				"spring.jpa.properties.hibernate.hbm2ddl.schema_filter_provider=dev.revtrail.NewTables",
				"spring.flyway.enabled=false", "revtrail.schema.initialize=always",
				"revtrail.events.failed-attempts=false",
				"spring.jpa.properties.org.hibernate.envers.global_with_modified_flag=${modified.flags:false}" })
@ContextConfiguration(initializers = TestDatabase.class)
@DirtiesContext
abstract class RegistryTest {

	@Autowired
	ChangeLog log;

	@Autowired
	EntityManager entityManager;

	@Autowired
	TransactionTemplate transaction;

	private @Nullable Cursor read;

	RandomHistory history(long seed) {
		this.transaction.executeWithoutResult((status) -> Kinds.COUNTRIES.forEach((code) -> {
			Registry.Country country = new Registry.Country();
			country.code = code;
			this.entityManager.persist(country);
		}));
		return new RandomHistory(this.entityManager, this.transaction, seed);
	}

	/** The entries since the last time, by revision and record. */
	List<Map<String, ChangeEntry>> reported() {
		List<ChangeEntry> entries = new ArrayList<>();
		ChangeSlice slice;
		do {
			slice = this.log.slice(ChangeQuery.in(Scope.everything()).oldestFirst().withUnsettled(), this.read, 1000);
			entries.addAll(slice.entries());
			if (!slice.entries().isEmpty()) {
				this.read = new Cursor(entries.get(entries.size() - 1).id());
			}
		}
		while (slice.next() != null);
		List<Map<String, ChangeEntry>> transactions = new ArrayList<>();
		long revision = -1;
		for (ChangeEntry entry : entries) {
			if (entry.revision().number() != revision) {
				transactions.add(new LinkedHashMap<>());
				revision = entry.revision().number();
			}
			String name = entry.record().type() + " " + entry.record().id();
			ChangeEntry second = transactions.get(transactions.size() - 1).put(name, entry);
			assertThat(second).as("a second entry of " + name + " in revision " + revision).isNull();
		}
		return transactions;
	}

}
