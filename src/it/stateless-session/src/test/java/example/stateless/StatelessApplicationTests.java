package example.stateless;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class StatelessApplicationTests {

	private static final int THREADS = 4;

	private static final int ROUNDS = 25;

	@Autowired
	private ChangeLog log;

	@Autowired
	private EntityManagerFactory factory;

	private final String id = UUID.randomUUID().toString();

	@Test
	void aRepositoryOfJakartaDataKeepsItsEntries() {
		work((session) -> meters(session).add(new Meter(this.id, "cellar", 1)));
		work((session) -> {
			Meter meter = meters(session).byId(this.id);
			meter.reading = 2;
			meters(session).change(meter);
		});
		work((session) -> meters(session).save(new Meter(this.id, "attic", 2)));
		work((session) -> meters(session).save(new Meter("new " + this.id, "attic", 7)));
		work((session) -> meters(session).remove(new Meter(this.id, "anywhere", 0)));

		assertThat(entries(this.id)).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.UPDATE, Action.UPDATE, Action.CREATE);
		assertThat(entries(this.id)).extracting((entry) -> entry.changes().list())
			.containsExactly(List.of(value("place", "attic", null), value("reading", 2L, null)),
					List.of(value("place", "cellar", "attic")), List.of(value("reading", 1L, 2L)),
					List.of(value("place", null, "cellar"), value("reading", null, 1L)));
		assertThat(entries("new " + this.id)).extracting(ChangeEntry::action).containsExactly(Action.CREATE);
	}

	@Test
	void severalThreadsKeepTheirEntriesApart() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				String own = thread + " " + this.id;
				running.add(threads.submit(() -> rounds(own)));
			}
			for (Future<?> run : running) {
				run.get();
			}
		}
		finally {
			threads.shutdown();
		}

		for (int thread = 0; thread < THREADS; thread++) {
			List<ChangeEntry> entries = entries(thread + " " + this.id);
			assertThat(entries).hasSize(ROUNDS + 2);
			assertThat(entries.get(0).action()).isEqualTo(Action.DELETE);
			assertThat(entries.get(0).changes().list()).contains(value("reading", (long) ROUNDS, null),
					new FieldChange.Elements("marks", List.of(), List.of("m"), List.of(), null));
			for (int round = 1; round <= ROUNDS; round++) {
				assertThat(entries.get(ROUNDS + 1 - round).changes().list())
					.containsExactly(value("reading", (long) round - 1, (long) round));
			}
		}
	}

	private static Meters meters(StatelessSession session) {
		return new Meters_(new ObjectProvider<>() {

			@Override
			public StatelessSession getObject() {
				return session;
			}

		});
	}

	private void rounds(String own) {
		work((session) -> session.insert(meter(own, 0)));
		for (int round = 1; round <= ROUNDS; round++) {
			Meter meter = meter(own, round);
			boolean even = round % 2 == 0;
			work((session) -> {
				if (even) {
					session.update(meter);
				}
				else {
					session.upsert(meter);
				}
			});
		}
		work((session) -> session.delete(meter(own, -1)));
	}

	private static Meter meter(String id, int reading) {
		Meter meter = new Meter(id, "cellar", reading);
		meter.marks.add("m");
		return meter;
	}

	private void work(Consumer<StatelessSession> work) {
		this.factory.unwrap(SessionFactory.class).inStatelessTransaction(work);
	}

	private static FieldChange value(String field, Object from, Object to) {
		return new FieldChange.Value(field, from, to, true);
	}

	private List<ChangeEntry> entries(String id) {
		return this.log.slice(ChangeQuery.in(Scope.everything()).record(new RecordRef("METER", id)), null, 100)
			.entries();
	}

}
