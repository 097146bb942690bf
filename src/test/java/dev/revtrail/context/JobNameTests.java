package dev.revtrail.context;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.revtrail.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
class JobNameTests {

	private ConfigurableApplicationContext application;

	@BeforeEach
	void start() {
		this.application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--spring.application.name=shop");
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void namesAScheduledJob() throws Exception {
		NightlyBilling job = this.application.getBean(NightlyBilling.class);
		assertThat(job.ran.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(job.seen).isEqualTo(new Origin(Actor.SYSTEM, "NightlyBilling.chargeAll", null, null));
	}

	@Test
	void namesAsynchronousWorkAndForgetsItOnTheSameThread() throws Exception {
		assertThat(this.application.getBean(Mailer.class).send().get().source()).isEqualTo("Mailer.send");
		CompletableFuture<Origin> next = new CompletableFuture<>();
		ChangeContext context = this.application.getBean(ChangeContext.class);
		this.application.getBean(TaskExecutor.class).execute(() -> next.complete(context.current()));
		assertThat(next.get(10, TimeUnit.SECONDS).source()).isEqualTo("shop");
	}

	@Test
	void namesAsynchronousWorkWhoseTransactionWritesWhenItsMethodHasReturned() throws Exception {
		CompletableFuture<String> source = new CompletableFuture<>();
		this.application.getBean(Mailer.class).queue(source);
		assertThat(source.get(10, TimeUnit.SECONDS)).isEqualTo("Mailer.queue");
	}

	@Test
	void aTransactionsOwnNameIsNoJobs() {
		TransactionTemplate transactions = new TransactionTemplate(
				this.application.getBean(PlatformTransactionManager.class));
		for (String name : List.of("nightly", "no.such.Type.method", Mailer.class.getName() + ".other")) {
			transactions.setName(name);
			assertThat(transactions
				.<String>execute((status) -> this.application.getBean(ChangeContext.class).current().source()))
				.isEqualTo("shop");
		}
	}

	@Test
	void namesAListenerThatIsAClass() {
		assertThat(this.application.getBean(Recorder.class).sources).contains("Opening.onApplicationEvent");
	}

	@Test
	void namesARunnerThatIsALambdaAfterTheClassThatHoldsIt() {
		assertThat(this.application.getBean(Recorder.class).sources).contains("Application.run");
	}

	@Test
	void namesARunnerThatIsAClass() {
		assertThat(this.application.getBean(Recorder.class).sources).contains("SeedRunner.run");
	}

	@Test
	void namesAnEventListener() {
		this.application.publishEvent(new Paid());
		assertThat(this.application.getBean(Recorder.class).sources).contains("Ledger.on");
	}

	@Test
	void namesTheOutermostOfNestedJobs() {
		assertThat(this.application.getBean(Outer.class).job()).isEqualTo("Outer.job");
	}

	@Test
	void seesAnnotationsBehindTheHostsOwn() {
		assertThat(this.application.getBean(Outer.class).composed()).isEqualTo("Outer.composed");
	}

	@Test
	void fallsBackToTheApplicationsName() {
		assertThat(this.application.getBean(ChangeContext.class).current().source()).isEqualTo("shop");
	}

	@SpringBootConfiguration
	@EnableScheduling
	@EnableAsync
	@EnableTransactionManagement
	@ImportAutoConfiguration(ContextAutoConfiguration.class)
	@Import({ NightlyBilling.class, Mailer.class, Ledger.class, SeedRunner.class, Recorder.class, Outer.class,
			Opening.class })
	static class Application {

		@Bean
		CommandLineRunner runner(Recorder recorder) {
			return (args) -> recorder.record();
		}

		@Bean
		ThreadPoolTaskExecutor taskExecutor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(1);
			return executor;
		}

		@Bean
		PlatformTransactionManager transactionManager() {
			return new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:"));
		}

	}

	static class Recorder {

		private final ChangeContext context;

		final List<String> sources = new ArrayList<>();

		Recorder(ChangeContext context) {
			this.context = context;
		}

		void record() {
			this.sources.add(this.context.current().source());
		}

	}

	static class SeedRunner implements CommandLineRunner {

		private final Recorder recorder;

		SeedRunner(Recorder recorder) {
			this.recorder = recorder;
		}

		@Override
		public void run(String... args) {
			this.recorder.record();
		}

	}

	static class NightlyBilling {

		private final ChangeContext context;

		final CountDownLatch ran = new CountDownLatch(1);

		volatile Origin seen;

		NightlyBilling(ChangeContext context) {
			this.context = context;
		}

		@Scheduled(fixedDelay = 3600_000)
		void chargeAll() {
			this.seen = this.context.current();
			this.ran.countDown();
		}

	}

	static class Mailer {

		private final ChangeContext context;

		Mailer(ChangeContext context) {
			this.context = context;
		}

		@Async
		CompletableFuture<Origin> send() {
			return CompletableFuture.completedFuture(this.context.current());
		}

		@Async
		@Transactional
		void queue(CompletableFuture<String> source) {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					source.complete(Mailer.this.context.current().source());
				}

			});
		}

	}

	record Paid() {

	}

	static class Ledger {

		private final Recorder recorder;

		Ledger(Recorder recorder) {
			this.recorder = recorder;
		}

		@EventListener
		void on(Paid paid) {
			this.recorder.record();
		}

	}

	static class Opening implements ApplicationListener<ContextRefreshedEvent> {

		private final Recorder recorder;

		Opening(Recorder recorder) {
			this.recorder = recorder;
		}

		@Override
		public void onApplicationEvent(ContextRefreshedEvent event) {
			this.recorder.record();
		}

	}

	static class Outer {

		private final ChangeContext context;

		private final ApplicationEventPublisher events;

		private final Recorder recorder;

		Outer(ChangeContext context, ApplicationEventPublisher events, Recorder recorder) {
			this.context = context;
			this.events = events;
			this.recorder = recorder;
		}

		@Scheduled(cron = "-")
		String job() {
			this.events.publishEvent(new Paid());
			return this.recorder.sources.get(this.recorder.sources.size() - 1);
		}

		@Nightly
		String composed() {
			return this.context.current().source();
		}

	}

	@Scheduled(cron = "-")
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Nightly {

	}

}
