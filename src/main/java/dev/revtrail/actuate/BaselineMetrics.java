package dev.revtrail.actuate;

import dev.revtrail.baseline.Baseline;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Registers the meters of baselines.
 */
class BaselineMetrics implements MeterBinder {

	private final Baseline baseline;

	BaselineMetrics(Baseline baseline) {
		this.baseline = baseline;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("revtrail.baseline.scanned", this.baseline, Baseline::scanned)
			.description("Records that baselines on this node have looked at")
			.register(registry);
		FunctionCounter.builder("revtrail.baseline.written", this.baseline, Baseline::written)
			.description("Records that got an audit row by a baseline on this node")
			.register(registry);
	}

}
