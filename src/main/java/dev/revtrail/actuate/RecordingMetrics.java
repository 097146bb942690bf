package dev.revtrail.actuate;

import java.util.concurrent.TimeUnit;

import dev.revtrail.Recording;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Registers the meters of recording.
 */
class RecordingMetrics implements MeterBinder {

	private final Recording recording;

	RecordingMetrics(Recording recording) {
		this.recording = recording;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("revtrail.entries", this.recording, Recording::entries)
			.description("Entries of the change log that have been committed")
			.register(registry);
		FunctionTimer
			.builder("revtrail.capture", this.recording, Recording::transactions,
					(recording) -> recording.time().toNanos(), TimeUnit.NANOSECONDS)
			.description("Time that the change log took before commits of tracked changes")
			.register(registry);
		FunctionCounter.builder("revtrail.failures", this.recording, Recording::failures)
			.description("Failures to record")
			.register(registry);
		Gauge.builder("revtrail.background.pending", this.recording, Recording::pending)
			.description("Events and HTTP statuses that wait to be written")
			.register(registry);
		FunctionCounter.builder("revtrail.background.lost", this.recording, Recording::lost)
			.description("Events and HTTP statuses that have been lost")
			.register(registry);
	}

}
