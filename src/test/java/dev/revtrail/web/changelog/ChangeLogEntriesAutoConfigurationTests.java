package dev.revtrail.web.changelog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangePage;
import dev.revtrail.ChangeQuery;
import dev.revtrail.EmptyLog;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.web.request.ContractErrorFilter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
class ChangeLogEntriesAutoConfigurationTests {

	private static final String PATH = "/v1/change-log-entries";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, ChangeLogEntriesAutoConfiguration.class))
		.withBean(ChangeLog.class, EmptyLog::new)
		.withBean(RecordTypes.class, () -> List::of);

	private final WebApplicationContextRunner known = this.runner.withBean(CallerResolver.class,
			() -> () -> Optional.of(new Caller(Actor.user("7"), Scope.everything(), Set.of(Caller.AUDIT_READ))));

	@Test
	void servesTheLogToThoseWhoMayReadIt() {
		this.known.run((context) -> assertThat(mvc(context).get().uri(PATH)).hasStatus(200)
			.hasContentType("application/json")
			.bodyText()
			.isEqualTo("{\"item_count\":0,\"items\":[],\"page\":1,\"page_count\":0,\"per_page\":10}"));
	}

	@Test
	void hasNoUserIfTheHostHasNone() {
		this.runner.run((context) -> {
			for (String path : List.of(PATH, PATH + "/8000000000000001", PATH + "/a/b")) {
				assertThat(mvc(context).get().uri(path)).hasStatus(401);
			}
			assertThat(mvc(context).post().uri(PATH)).hasStatus(401);
		});
	}

	@Test
	void refusesThoseWhoMayNotReadIt() {
		this.runner
			.withBean(CallerResolver.class,
					() -> () -> Optional.of(new Caller(Actor.user("7"), Scope.everything(), Set.of("AUDIT_NOTE"))))
			.run((context) -> assertThat(mvc(context).get().uri(PATH)).hasStatus(403)
				.bodyText()
				.isEqualTo("{\"hint\":\"The caller may not do this.\",\"arg_errors\":null}"));
	}

	@Test
	void isServedWhereTheHostWantsIt() {
		this.known.withPropertyValues("revtrail.web.change-log-entries.path=/history").run((context) -> {
			assertThat(mvc(context).get().uri("/history")).hasStatus(200);
			assertThat(mvc(context).get().uri(PATH)).hasStatus(404);
		});
	}

	@Test
	void aPathThatIsNoneStopsTheStart() {
		this.known.withPropertyValues("revtrail.web.change-log-entries.path=history/")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("revtrail.web.change-log-entries.path takes a path"));
	}

	@Test
	void formatsAsTheContractWithAnyConfigurationOfTheHostsJson() {
		this.known
			.withPropertyValues("spring.jackson.default-property-inclusion=non_null",
					"spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE")
			.run((context) -> assertThat(mvc(context).get().uri(PATH + "/x")).hasStatus(404)
				.bodyText()
				.isEqualTo("{\"hint\":\"There is no such change log entry.\",\"arg_errors\":null}"));
	}

	@Test
	void answersItsOwnErrorsWhereTheHostHasAnswersForAll() {
		this.known.withBean(CatchAll.class)
			.run((context) -> assertThat(mvc(context).get().uri(PATH + "?page=0")).hasStatus(400)
				.bodyText()
				.contains("arg_errors"));
	}

	@Test
	void aBrokenDatabaseIsAServerErrorWithoutDetails() {
		this.known.withBean(ChangeLog.class, BrokenLog::new)
			.withAllowBeanDefinitionOverriding(true)
			.run((context) -> assertThat(mvc(context).get().uri(PATH)).hasStatus(500)
				.bodyText()
				.doesNotContain("secret"));
	}

	@Test
	void isOffWhenItIsSwitchedOffOrThereIsNoLogOrNoWeb() {
		this.known.withPropertyValues("revtrail.web.change-log-entries.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ChangeLogEntriesController.class));
		this.known.withPropertyValues("revtrail.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ChangeLogEntriesController.class)
				.doesNotHaveBean(ContractErrorFilter.class));
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ChangeLogEntriesAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(ChangeLogEntriesController.class));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ChangeLogEntriesAutoConfiguration.class))
			.withBean(ChangeLog.class, EmptyLog::new)
			.withBean(RecordTypes.class, () -> List::of)
			.run((context) -> assertThat(context).doesNotHaveBean(ChangeLogEntriesController.class));
	}

	private static MockMvcTester mvc(ApplicationContext context) {
		return MockMvcTester.from((WebApplicationContext) context);
	}

	static class BrokenLog extends EmptyLog {

		@Override
		public ChangePage window(ChangeQuery query, long offset, int size) {
			throw new IllegalStateException("jdbc:secret");
		}

	}

	@ControllerAdvice
	static class CatchAll {

		@ExceptionHandler
		ResponseEntity<String> everything(Exception exception) {
			return ResponseEntity.status(418).body("teapot");
		}

	}

}
