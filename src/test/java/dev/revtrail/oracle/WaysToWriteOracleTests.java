package dev.revtrail.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However records are written, the log agrees with the rows of their tables. The system
 * properties {@code oracle.seed} and {@code oracle.tx} select the history and the number
 * of its transactions.
 */
@Tag("not-mariadb") // Its writers repeat nothing where a row has changed since their
					// first read
@LibraryTest(Museum.class)
@TestPropertySource(properties = { "spring.jpa.properties.hibernate.cache.use_second_level_cache=true",
		"spring.jpa.properties.hibernate.cache.region.factory_class="
				+ "org.hibernate.testing.cache.CachingRegionFactory" })
@DirtiesContext
class WaysToWriteOracleTests {

	private static final long SEED = Long.getLong("oracle.seed", 1);

	private static final int TRANSACTIONS = Integer.getInteger("oracle.tx", 250);

	@Autowired
	ChangeLog log;

	@Autowired
	RecordHistory history;

	@Autowired
	EntityManager entityManager;

	@Autowired
	EntityManagerFactory factory;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	DataSource dataSource;

	@Autowired
	JdbcTemplate jdbc;

	private final Map<ChangeEntry, Shadow> states = new LinkedHashMap<>();

	private @Nullable Cursor read;

	@Test
	void theLogAgreesWithTheRows() {
		RowRecords rows = new RowRecords(this.dataSource, entities());
		MuseumHistory museum = new MuseumHistory(this.entityManager, this.factory.unwrap(SessionFactory.class),
				this.transaction, new MuseumStatements(this.jdbc, this.log.bulk(), this.transaction, rows,
						new MuseumCollectionRows(this.factory.unwrap(SessionFactory.class))),
				rows, SEED);
		KnownCollections known = new KnownCollections();
		int reported = 0;
		for (int done = 0; done < TRANSACTIONS; done++) {
			String place = "seed " + SEED + ", transaction " + done;
			MuseumHistory.Change change = next(museum, place);
			List<ChangeEntry> entries = entries();
			assertThat(RowComparison.faults(change.before(), change.after(), entries)).as(place).isEmpty();
			for (ChangeEntry entry : entries) {
				boolean deletion = entry.action().equals(Action.DELETE);
				Shadow held = deletion ? Objects.requireNonNull(change.before().get(name(entry))) : known.after(entry,
						name(entry), Objects.requireNonNull(change.after().get(name(entry))), state(entry));
				assertThat(stateFaults(entry, held)).as(place).isEmpty();
				if (!deletion) {
					this.states.put(entry, held);
				}
			}
			reported += entries.size();
		}
		this.states.forEach((entry, held) -> assertThat(stateFaults(entry, held))
			.as("seed " + SEED + ", after " + TRANSACTIONS + " transactions")
			.isEmpty());
		assertThat(reported).isPositive();
		System.out.println("The rows agree: seed " + SEED + ", " + TRANSACTIONS + " transactions, " + reported
				+ " entries on " + TestDatabase.Kind.selected() + ".");
	}

	private MuseumHistory.Change next(MuseumHistory museum, String place) {
		try {
			return museum.next();
		}
		catch (RuntimeException ex) {
			throw new AssertionError(place, ex);
		}
	}

	private List<EntityPersister> entities() {
		List<EntityPersister> entities = new ArrayList<>();
		this.factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().forEachEntityDescriptor((entity) -> {
			if (entity.getMappedClass().getEnclosingClass() == Museum.class) {
				entities.add(entity);
			}
		});
		entities.sort(Comparator.comparing(EntityPersister::getEntityName));
		return entities;
	}

	private List<ChangeEntry> entries() {
		List<ChangeEntry> entries = this.log
			.slice(ChangeQuery.in(Scope.everything()).oldestFirst().withUnsettled().withWholeCollections(), this.read,
					1000)
			.entries();
		if (!entries.isEmpty()) {
			this.read = new Cursor(entries.get(entries.size() - 1).id());
		}
		return entries;
	}

	/** What is wrong with the state that an entry left, or ended. */
	private List<String> stateFaults(ChangeEntry entry, Shadow held) {
		return RowComparison.faults(held, state(entry))
			.stream()
			.map((fault) -> name(entry) + ", " + entry.action() + " of " + entry.changes().list() + ": " + fault)
			.toList();
	}

	private RecordSnapshot state(ChangeEntry entry) {
		return (entry.action().equals(Action.DELETE)
				? this.history.stateBeforeDeletion(Scope.everything(), entry.record())
				: this.history.stateExactlyAt(Scope.everything(), entry.record(), entry.revision().number()))
			.orElseThrow();
	}

	private static String name(ChangeEntry entry) {
		return entry.record().type() + " " + entry.record().id();
	}

}
