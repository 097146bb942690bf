package dev.revtrail.web.feed;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.EmptyLog;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.web.ContractDocument;
import dev.revtrail.web.request.ContractErrorFilter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
class FeedAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, FeedAutoConfiguration.class))
		.withBean(ChangeLog.class, EmptyLog::new)
		.withBean(RecordTypes.class, () -> List::of);

	private final WebApplicationContextRunner enabled = this.runner
		.withPropertyValues("revtrail.web.feed.enabled=true");

	private final WebApplicationContextRunner known = this.enabled.withBean(CallerResolver.class,
			() -> () -> Optional.of(new Caller(Actor.user("7"), Scope.everything(), Set.of(Caller.AUDIT_READ))));

	@Test
	void isOffByDefault() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(FeedController.class)
			.doesNotHaveBean(WaitingRequests.class)
			.doesNotHaveBean(ContractErrorFilter.class));
	}

	@Test
	void isServedWhereTheHostSwitchesItOn() {
		this.known.run((context) -> {
			assertThat(context).hasSingleBean(ContractDocument.class).hasSingleBean(ContractErrorFilter.class);
			assertThat(mvc(context).get().uri("/v1/feed")).hasStatus(200)
				.hasContentType("application/json")
				.bodyText()
				.startsWith("{\"items\":[],\"next\":");
		});
	}

	@Test
	void hasNoUserIfTheHostHasNone() {
		this.enabled.run((context) -> {
			for (String path : List.of("/v1/feed", "/v1/feed?wait=30", "/v1/feed/x")) {
				assertThat(mvc(context).get().uri(path)).hasStatus(401);
			}
		});
	}

	@Test
	void isServedWhereTheHostWantsIt() {
		this.known.withPropertyValues("revtrail.web.feed.path=/follow").run((context) -> {
			assertThat(mvc(context).get().uri("/follow")).hasStatus(200);
			assertThat(mvc(context).get().uri("/v1/feed")).hasStatus(404);
		});
	}

	@Test
	void propertiesThatAreWrongStopTheStart() {
		this.known.withPropertyValues("revtrail.web.feed.path=feed/")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("revtrail.web.feed.path takes a path"));
		this.known.withPropertyValues("revtrail.web.feed.max-waiting=-1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("revtrail.web.feed.max-waiting takes a number from 0"));
	}

	@Test
	void isOffWhereThereIsNoLogOrNoWebOrNoLibrary() {
		this.known.withPropertyValues("revtrail.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(FeedController.class));
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(FeedAutoConfiguration.class))
			.withPropertyValues("revtrail.web.feed.enabled=true")
			.run((context) -> assertThat(context).doesNotHaveBean(FeedController.class));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(FeedAutoConfiguration.class))
			.withBean(ChangeLog.class, EmptyLog::new)
			.withBean(RecordTypes.class, () -> List::of)
			.withPropertyValues("revtrail.web.feed.enabled=true")
			.run((context) -> assertThat(context).doesNotHaveBean(FeedController.class));
	}

	private static MockMvcTester mvc(ApplicationContext context) {
		return MockMvcTester.from((WebApplicationContext) context);
	}

}
