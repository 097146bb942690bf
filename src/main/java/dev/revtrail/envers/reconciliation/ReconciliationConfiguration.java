package dev.revtrail.envers.reconciliation;

import java.time.Clock;

import dev.revtrail.EventLog;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.log.LastStates;
import dev.revtrail.envers.model.Databases;
import dev.revtrail.envers.model.NodeName;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.run.RunWorker;
import dev.revtrail.envers.run.Runs;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans of the reconciliation.
 */
@Configuration(proxyBeanMethods = false)
public class ReconciliationConfiguration {

	@Bean
	RunWorker revtrailReconciliationWorker() {
		return new RunWorker("reconciliation");
	}

	@Bean
	StoredReconciliation revtrailReconciliation(TrackedFactory factory, TrackedPersistence persistence,
			LastStates states, ReconciliationSettings settings, ObjectProvider<EventLog> events, ChangeContext context,
			@Qualifier("revtrailReconciliationWorker") RunWorker worker, ObjectProvider<Clock> clock) {
		Runs<ReconciliationRunRow> runs = new Runs<>("reconciliation", persistence, ReconciliationRunRow.class,
				ReconciliationRunRow::new, NodeName.random().value(), settings.lease());
		return new StoredReconciliation(factory.model(), persistence, states, runs,
				Databases.of(factory.sessionFactory().getJdbcServices().getDialect()).snapshotIsolation(),
				settings.batchSize(), events::getObject, context, worker, () -> clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	ReconciliationSchedule revtrailReconciliationSchedule(StoredReconciliation reconciliation,
			@Qualifier("revtrailReconciliationWorker") RunWorker worker, ReconciliationSettings settings) {
		return new ReconciliationSchedule(reconciliation, worker, settings.schedule());
	}

}
