package dev.revtrail.envers.baseline;

import dev.revtrail.EventLog;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.NodeName;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.run.RunWorker;
import dev.revtrail.envers.run.Runs;
import dev.revtrail.feed.SettledMark;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans of the baseline.
 */
@Configuration(proxyBeanMethods = false)
public class BaselineConfiguration {

	@Bean
	RunWorker revtrailBaselineWorker() {
		return new RunWorker("baseline");
	}

	@Bean
	StoredBaseline revtrailBaseline(TrackedFactory factory, Capture capture, TrackedPersistence persistence,
			SettledMark mark, BaselineSettings settings, ObjectProvider<EventLog> events, ChangeContext context,
			@Qualifier("revtrailBaselineWorker") RunWorker worker) {
		Runs<BaselineRunRow> runs = new Runs<>("baseline", persistence, BaselineRunRow.class, BaselineRunRow::new,
				NodeName.random().value(), settings.lease());
		SettledBelow settled = new SettledBelow(mark);
		return new StoredBaseline(factory, persistence, runs, new BaselineBatch(capture, persistence, runs, settled),
				settled, settings, events::getObject, context, worker);
	}

	@Bean
	BaselineStart revtrailBaselineStart(StoredBaseline baseline,
			@Qualifier("revtrailBaselineWorker") RunWorker worker) {
		return new BaselineStart(baseline, worker);
	}

}
