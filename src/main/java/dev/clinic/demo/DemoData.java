package dev.clinic.demo;

import java.time.Duration;
import java.util.Random;

import dev.clinic.record.WorkClock;
import dev.clinic.security.ApiKeys;
import dev.revtrail.context.ChangeContext;
import jakarta.persistence.EntityManager;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.rest.core.mapping.ResourceMappings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the demo data, before the application answers its first request.
 */
@Component
@EnableConfigurationProperties(DemoProperties.class)
class DemoData implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(DemoData.class);

	private final DemoSwitch demo;

	private final DemoRun run;

	private final DemoProperties properties;

	private final ObjectProvider<WorkClock> clock;

	private final EntityManager records;

	private final TransactionTemplate transactions;

	private final ResourceMappings mappings;

	private final ChangeContext context;

	private final ApiKeys keys;

	private final Witness witness;

	DemoData(DemoSwitch demo, DemoRun run, DemoProperties properties, ObjectProvider<WorkClock> clock,
			EntityManager records, PlatformTransactionManager transactions, ResourceMappings mappings,
			ChangeContext context, ApiKeys keys, Witness witness) {
		this.demo = demo;
		this.run = run;
		this.properties = properties;
		this.clock = clock;
		this.records = records;
		this.transactions = new TransactionTemplate(transactions);
		this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.mappings = mappings;
		this.context = context;
		this.keys = keys;
		this.witness = witness;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.demo.isOn()) {
			this.run.once(() -> make(ProgressBar.of("Six months of demo data")));
		}
		else {
			this.run.abandon();
		}
	}

	/** Makes the data, within {@link DemoRun#once}. */
	void make(ProgressBar progress) {
		WorkClock time = this.clock.getIfAvailable(() -> {
			throw new IllegalStateException("Demo data are made by the clinic's own clock, which is replaced here.");
		});
		logger.info("Making the demo data; the clinic answers when it is there.");
		Random random = new Random(this.properties.seed());
		Timeline timeline = new Timeline(time.instant().minus(Duration.ofMinutes(1)));
		Chance chance = new Chance(random);
		Workplace workplace = new Workplace(this.records, this.transactions, this.mappings, this.context, time,
				timeline, chance);
		Charts charts = new Charts();
		Chance ofReaders = new Chance(new Random(this.properties.seed() + 1));
		Readers readers = new Readers(new Office(workplace.with(ofReaders)), charts, this.witness);
		new HalfYear(new Office(workplace), new Strangers(chance, random), charts, this.keys, readers).live(progress);
		logger.info("The demo data is there. Read its change log with the key of its owner: " + "Authorization: Bearer "
				+ DemoUser.ALL.get(0).key());
	}

}
