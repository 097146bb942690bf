package dev.clinic.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

import dev.clinic.ClinicApplication;
import dev.clinic.record.WorkClock;
import dev.revtrail.TestDatabase;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The clinic at a time that stands still, with its demo data or without. Its clock is the
 * only one that the demo data knows, so a test with demo data passes or fails on any day.
 */
public final class DemoClinic {

	/**
	 * The time of all tests with demo data that are about no other: a Monday morning,
	 * when the half year is at its shortest. The system property {@code demo.now} tries
	 * another.
	 */
	public static final Instant NOW = Instant.parse(System.getProperty("demo.now", "2025-06-16T11:00:00Z"));

	private DemoClinic() {
	}

	/**
	 * Starts the clinic with its demo data, at the time of all tests.
	 * @return the running application, on a database and a port of its own
	 */
	public static ConfigurableApplicationContext start() {
		return start(NOW);
	}

	/** The same at another time. */
	static ConfigurableApplicationContext start(Instant now) {
		return start(now.equals(NOW) ? TestDatabase.copyOf(written()) : TestDatabase.create(), now, true);
	}

	/**
	 * The demo data as the first start wrote it, at the time of all tests. Making it
	 * takes long, so that tests share it, and change copies of it only.
	 */
	static TestDatabase.Access written() {
		return Written.DATABASE;
	}

	static ConfigurableApplicationContext start(TestDatabase.Access database, Instant now, boolean demo) {
		Map<String, Object> properties = new TreeMap<>(database.properties());
		properties.put("server.port", 0);
		properties.put("clinic.demo.enabled", demo);
		properties.put("clinic.secrets.key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
		WorkClock stopped = new WorkClock(Clock.fixed(now, ZoneOffset.UTC));
		return new SpringApplicationBuilder(ClinicApplication.class)
			.initializers(
					(context) -> ((GenericApplicationContext) context).registerBean(WorkClock.class, () -> stopped))
			.run(properties.entrySet()
				.stream()
				.map((property) -> "--" + property.getKey() + "=" + property.getValue())
				.toArray(String[]::new));
	}

	static String base(ConfigurableApplicationContext clinic) {
		return "http://localhost:" + clinic.getEnvironment().getRequiredProperty("local.server.port");
	}

	/**
	 * Written when the first test needs it.
	 */
	private static final class Written {

		static final TestDatabase.Access DATABASE = TestDatabase.create();

		static {
			start(DATABASE, NOW, true).close();
		}

	}

}
