package dev.revtrail.actuate;

import dev.revtrail.reconciliation.Reconciliation;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Registers the meters of reconciliations.
 */
class ReconciliationMetrics implements MeterBinder {

	private final Reconciliation reconciliation;

	ReconciliationMetrics(Reconciliation reconciliation) {
		this.reconciliation = reconciliation;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("revtrail.reconciliation.compared", this.reconciliation, Reconciliation::compared)
			.description("Records that this node has compared with the log")
			.register(registry);
		FunctionCounter
			.builder("revtrail.reconciliation.discrepancies", this.reconciliation, Reconciliation::discrepancies)
			.description("Records that this node has found to be otherwise than the log has them")
			.register(registry);
	}

}
