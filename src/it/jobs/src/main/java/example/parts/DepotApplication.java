package example.parts;

import java.util.List;

import jakarta.persistence.EntityManagerFactory;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.database.JpaItemWriter;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.quartz.QuartzJobBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

@SpringBootApplication
@EnableAsync
public class DepotApplication {

	public static void main(String[] args) {
		SpringApplication.run(DepotApplication.class, args);
	}

	@Bean
	org.springframework.batch.core.job.Job importParts(JobRepository jobs, Step load, Step tidy) {
		return new org.springframework.batch.core.job.builder.JobBuilder("importParts", jobs).start(load)
			.next(tidy)
			.build();
	}

	/** Writes by Spring's own code alone. */
	@Bean
	Step load(JobRepository jobs, PlatformTransactionManager transactions, EntityManagerFactory factory) {
		return new StepBuilder("load", jobs).<String, Part>chunk(2)
			.transactionManager(transactions)
			.reader(new ListItemReader<>(List.of("batch-1", "batch-2", "batch-3")))
			.processor(Part::new)
			.writer(new JpaItemWriter<>(factory))
			.build();
	}

	@Bean
	Step tidy(JobRepository jobs, PlatformTransactionManager transactions, Parts parts) {
		return new StepBuilder("tidy", jobs).tasklet((contribution, context) -> {
			parts.save(new Part("tasklet"));
			return RepeatStatus.FINISHED;
		}, transactions).build();
	}

	@Bean
	JobDetail cleanUp() {
		return JobBuilder.newJob(CleanUp.class).withIdentity("cleanUp").storeDurably().build();
	}

	@Bean
	JobDetail refill() {
		return JobBuilder.newJob(Refill.class).withIdentity("refill").storeDurably().build();
	}

	static class CleanUp implements Job {

		private final Parts parts;

		CleanUp(Parts parts) {
			this.parts = parts;
		}

		@Override
		public void execute(JobExecutionContext context) {
			this.parts.save(new Part("quartz"));
		}

	}

	static class Refill extends QuartzJobBean {

		private final Parts parts;

		Refill(Parts parts) {
			this.parts = parts;
		}

		@Override
		protected void executeInternal(JobExecutionContext context) {
			this.parts.save(new Part("quartz-bean"));
		}

	}

	@Component
	static class Orders {

		private final Parts parts;

		Orders(Parts parts) {
			this.parts = parts;
		}

		@KafkaListener(topics = "orders")
		void received(String id) {
			this.parts.save(new Part(id));
		}

	}

	record Ordered(String id) {

	}

	@Component
	static class Stock {

		private final Parts parts;

		Stock(Parts parts) {
			this.parts = parts;
		}

		@ApplicationModuleListener
		void on(Ordered event) {
			this.parts.save(new Part(event.id()));
		}

	}

	@Component
	static class Opening implements ApplicationListener<ContextRefreshedEvent> {

		private final Parts parts;

		Opening(Parts parts) {
			this.parts = parts;
		}

		@Override
		public void onApplicationEvent(ContextRefreshedEvent event) {
			this.parts.save(new Part("opening"));
		}

	}

}
