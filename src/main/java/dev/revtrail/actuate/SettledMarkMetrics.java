package dev.revtrail.actuate;

import java.util.concurrent.TimeUnit;

import dev.revtrail.feed.SettledMark;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Registers the meters of the settled mark.
 */
class SettledMarkMetrics implements MeterBinder {

	private final SettledMark mark;

	SettledMarkMetrics(SettledMark mark) {
		this.mark = mark;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		TimeGauge.builder("revtrail.settled.lag", this.mark, TimeUnit.MILLISECONDS, (mark) -> mark.lag().toMillis())
			.description("Time that a revision has been waiting for the settled mark")
			.register(registry);
		FunctionCounter.builder("revtrail.settled.late", this.mark, SettledMark::late)
			.description("Revisions that appeared below the settled mark")
			.register(registry);
	}

}
