package dev.revtrail.web.openapi;

import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.Scope;
import dev.revtrail.web.request.ContractErrorFilter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
class OpenApiAutoConfigurationTests {

	private static final String PATH = "/v1/openapi.json";

	private final WebApplicationContextRunner off = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, OpenApiAutoConfiguration.class));

	private final WebApplicationContextRunner runner = this.off.withPropertyValues("revtrail.web.openapi.enabled=true");

	private final WebApplicationContextRunner known = this.runner.withBean(CallerResolver.class,
			() -> () -> Optional.of(new Caller(Actor.user("7"), Scope.organization("acme"), Set.of())));

	@Test
	void isOffByDefaultAndWhenRevtrailIsOff() {
		this.off.run((context) -> assertThat(context).doesNotHaveBean(OpenApiController.class)
			.doesNotHaveBean(ContractErrorFilter.class));
		this.known.withPropertyValues("revtrail.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(OpenApiController.class)
				.doesNotHaveBean(ContractErrorFilter.class));
	}

	@Test
	void isServedToThoseWhoAreKnown() {
		this.known.run((context) -> assertThat(mvc(context).get().uri(PATH)).hasStatus(200)
			.hasContentType("application/json")
			.bodyJson()
			.extractingPath("$.paths")
			.asMap()
			.containsOnlyKeys(PATH));
		this.runner.run((context) -> assertThat(mvc(context).get().uri(PATH)).hasStatus(401));
	}

	@Test
	void isServedWhereTheHostWantsIt() {
		this.known.withPropertyValues("revtrail.web.openapi.path=/api/contracts.json").run((context) -> {
			assertThat(mvc(context).get().uri("/api/contracts.json")).hasStatus(200)
				.bodyJson()
				.extractingPath("$.paths")
				.asMap()
				.containsOnlyKeys("/api/contracts.json");
			assertThat(mvc(context).get().uri(PATH)).hasStatus(404);
		});
	}

	@Test
	void aPathThatIsNoneStopsTheStart() {
		this.known.withPropertyValues("revtrail.web.openapi.path=openapi.json")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("revtrail.web.openapi.path takes a path"));
	}

	private static MockMvcTester mvc(ApplicationContext context) {
		return MockMvcTester.from((WebApplicationContext) context);
	}

}
