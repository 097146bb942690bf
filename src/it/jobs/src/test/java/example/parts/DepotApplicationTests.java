package example.parts;

import java.time.Duration;
import java.util.List;

import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Scheduler;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes are recorded with the name of the work that made them, whatever began it.
 */
@SpringBootTest
@EmbeddedKafka(topics = "orders", partitions = 1, bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class DepotApplicationTests {

	@Autowired
	private ChangeLog log;

	@Test
	void aStepOfABatchIsNamedAfterItsJob(@Autowired JobOperator operator, @Autowired Job importParts) throws Exception {
		assertThat(operator.start(importParts, new JobParameters()).getStatus()).isEqualTo(BatchStatus.COMPLETED);

		assertThat(List.of("batch-1", "batch-3")).allSatisfy((id) -> assertThat(sourceOf(id)).isEqualTo("importParts.load"));
		assertThat(sourceOf("tasklet")).isEqualTo("importParts.tidy");
	}

	@Test
	void aJobOfQuartzIsNamedAfterItsClass(@Autowired Scheduler scheduler) throws Exception {
		scheduler.triggerJob(new JobKey("cleanUp"));
		scheduler.triggerJob(new JobKey("refill"));

		assertThat(sourceOf("quartz")).isEqualTo("CleanUp.execute");
		assertThat(sourceOf("quartz-bean")).isEqualTo("Refill.executeInternal");
	}

	@Test
	void aListenerOfKafkasIsNamed(@Autowired KafkaTemplate<String, String> kafka) {
		kafka.send("orders", "kafka");

		assertThat(sourceOf("kafka")).isEqualTo("Orders.received");
	}

	@Test
	void aListenerOfAnotherModuleIsNamed(@Autowired ApplicationEventPublisher events,
			@Autowired TransactionTemplate transactions) {
		transactions.executeWithoutResult((status) -> events.publishEvent(new DepotApplication.Ordered("module")));

		assertThat(sourceOf("module")).isEqualTo("Stock.on");
	}

	@Test
	void aListenerThatIsAClassIsNamed() {
		assertThat(sourceOf("opening")).isEqualTo("Opening.onApplicationEvent");
	}

	/** The source of the change that made a part, once it has. */
	private String sourceOf(String id) {
		ChangeQuery made = ChangeQuery.in(Scope.everything()).record(new RecordRef("PART", id));
		ChangeEntry entry = Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.log.page(made, 0, 1).entries(), (entries) -> !entries.isEmpty())
			.get(0);
		assertThat(entry.revision().actor()).isEqualTo(Actor.SYSTEM);
		return entry.revision().source();
	}

}
