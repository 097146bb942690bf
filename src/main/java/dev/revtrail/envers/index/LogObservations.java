package dev.revtrail.envers.index;

import java.util.function.IntSupplier;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * The log's work as Micrometer observes it, where the host has a registry: a span in the
 * host's traces, and a timer among its meters. What is observed has no values of records.
 */
public final class LogObservations {

	/** Observes nothing. */
	public static final LogObservations NONE = new LogObservations(() -> ObservationRegistry.NOOP);

	private static final String RECORD = "revtrail.record";

	private static final String READ = "revtrail.read";

	private final Supplier<ObservationRegistry> registry;

	/**
	 * Creates observations.
	 * @param registry the host's registry, asked for at each observation
	 */
	public LogObservations(Supplier<ObservationRegistry> registry) {
		this.registry = registry;
	}

	/**
	 * Observes the writing of a transaction's entries.
	 * @param work writes them
	 * @param entries how many the transaction has, asked for when they are written
	 */
	public void record(Runnable work, IntSupplier entries) {
		Observation observation = Observation.createNotStarted(RECORD, this.registry.get())
			.contextualName("record changes");
		observation.observe(() -> {
			work.run();
			observation.highCardinalityKeyValue("revtrail.entries", String.valueOf(entries.getAsInt()));
		});
	}

	/** Observes a read. */
	<T> T read(Supplier<T> work) {
		return Observation.createNotStarted(READ, this.registry.get()).contextualName("read change log").observe(work);
	}

}
