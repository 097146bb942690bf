package dev.revtrail.envers.boot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.context.ChangeContext;
import example.warehouse.Warehouse;
import example.warehouse.WarehouseApplication;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Envers makes its own revision listener, so nothing that says who is at work may be
 * static.
 */
class TwoContextsTests {

	private static final int TRANSACTIONS = 20;

	@Test
	void twoApplicationsInOneJavaMachineKeepTheirChangesApart() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try (ConfigurableApplicationContext north = start("north");
				ConfigurableApplicationContext south = start("south")) {
			CyclicBarrier together = new CyclicBarrier(2);
			for (Future<?> work : List.of(threads.submit(() -> write(north, "Nora", together)),
					threads.submit(() -> write(south, "Saul", together)))) {
				work.get();
			}
			assertIsOf(north, "Nora", "north");
			assertIsOf(south, "Saul", "south");
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void anApplicationGoesOnWhenAnotherOneStops() {
		try (ConfigurableApplicationContext north = start("north")) {
			start("south").close();
			north.getBean(Warehouse.class).create("alone");
			assertThat(entries(north)).extracting((entry) -> entry.revision().source())
				.hasSize(2)
				.containsOnly("north");
		}
	}

	private static ConfigurableApplicationContext start(String name) {
		Map<String, Object> properties = new HashMap<>(TestDatabase.create().properties());
		properties.put("spring.application.name", name);
		return WarehouseApplication.start(properties);
	}

	private static boolean write(ConfigurableApplicationContext application, String actor, CyclicBarrier together)
			throws Exception {
		Warehouse warehouse = application.getBean(Warehouse.class);
		String source = application.getEnvironment().getRequiredProperty("spring.application.name");
		for (int i = 0; i < TRANSACTIONS; i++) {
			String operation = actor + i;
			together.await();
			application.getBean(ChangeContext.class)
				.runAs(Actor.user(actor), source, () -> warehouse.create(operation));
		}
		return true;
	}

	private static void assertIsOf(ConfigurableApplicationContext application, String actor, String source) {
		assertThat(entries(application)).hasSize(2 * TRANSACTIONS).allSatisfy((entry) -> {
			assertThat(entry.revision().actor()).isEqualTo(Actor.user(actor));
			assertThat(entry.revision().source()).isEqualTo(source);
		});
	}

	private static List<ChangeEntry> entries(ConfigurableApplicationContext application) {
		return application.getBean(ChangeLog.class).page(ChangeQuery.in(Scope.everything()), 0, 1000).entries();
	}

}
