package dev.revtrail.graphql;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.EmptyLog;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.EventType;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.web.RateLimitAutoConfiguration;
import dev.revtrail.web.RevtrailWebAutoConfiguration;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("h2")
class RevtrailGraphQlAutoConfigurationTests {

	private static final String TOTAL = "{\"query\": \"{ auditLog { total_count } }\"}";

	private final WebApplicationContextRunner off = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, RevtrailGraphQlAutoConfiguration.class))
		.withBean(EmptyLog.class)
		.withBean(RecordTypes.class, () -> () -> List.of(new RecordType("PARCEL")))
		.withBean(EventTypes.class, () -> () -> EventType.STANDARD);

	private final WebApplicationContextRunner runner = this.off.withPropertyValues("revtrail.graphql.enabled=true");

	private final WebApplicationContextRunner known = this.runner.withBean(CallerResolver.class, () -> () -> Optional
		.of(new Caller(Actor.user("7"), Scope.organization("acme"), Set.of("can_view_audit_log"))));

	@Test
	void isOffByDefault() {
		this.off.run((context) -> assertThat(context).doesNotHaveBean(GraphQlController.class));
		this.known.withPropertyValues("revtrail.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(GraphQlController.class));
		this.known.withClassLoader(new FilteredClassLoader(GraphQL.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("revtrailGraphQlController"));
	}

	@Test
	void showsNothingThatAHostsOwnGraphQlWouldFind() {
		this.known.run((context) -> assertThat(context).hasSingleBean(GraphQlController.class)
			.doesNotHaveBean(GraphQL.class)
			.doesNotHaveBean(GraphQLSchema.class)
			.satisfies((beans) -> assertThat(beans.getBeanDefinitionNames())
				.noneMatch((name) -> beans.getType(name).getName().startsWith("graphql."))));
	}

	@Test
	void servesTheLogToThoseWhoMayReadIt() {
		this.known.run((context) -> assertThat(post(context, "/graphql", TOTAL)).hasStatus(200)
			.hasContentType("application/json;charset=utf-8")
			.bodyText()
			.isEqualTo("{\"data\":{\"auditLog\":{\"total_count\":0}}}"));
	}

	@Test
	void hasNoUserIfTheHostHasNone() {
		this.runner.run((context) -> assertThat(post(context, "/graphql", TOTAL)).hasStatus(401)
			.bodyText()
			.contains("UNAUTHENTICATED"));
	}

	@Test
	void showsNoSchemaUnlessTheHostSaysSo() {
		this.known.run((context) -> {
			assertThat(post(context, "/graphql", "{\"query\": \"{ __schema { types { name } } }\"}")).bodyText()
				.contains("BAD_USER_INPUT")
				.doesNotContain("PARCEL");
			assertThat(mvc(context).get().uri("/graphql/schema")).hasStatus(404);
		});
		this.runner.withPropertyValues("revtrail.graphql.introspection=true").run((context) -> {
			assertThat(post(context, "/graphql",
					"{\"query\": \"{ __type(name: \\\"AuditEventResourceName\\\") { enumValues { name } } }\"}"))
				.bodyText()
				.isEqualTo("{\"data\":{\"__type\":{\"enumValues\":[{\"name\":\"PARCEL\"}]}}}");
			assertThat(mvc(context).get().uri("/graphql/schema")).hasStatus(200).bodyText().contains("PARCEL");
		});
	}

	@Test
	void isServedWhereTheHostWantsIt() {
		this.known.withPropertyValues("revtrail.graphql.path=/api/log").run((context) -> {
			assertThat(post(context, "/api/log", TOTAL)).hasStatus(200);
			assertThat(post(context, "/graphql", TOTAL)).hasStatus4xxClientError();
		});
	}

	@Test
	void keepsToTheLimitsThatTheHostSets() {
		this.known
			.withPropertyValues("revtrail.graphql.max-depth=2", "revtrail.graphql.max-complexity=4",
					"revtrail.graphql.max-aliases=1", "revtrail.graphql.max-request-size=200B")
			.run((context) -> {
				assertThat(post(context, "/graphql", TOTAL)).bodyText().doesNotContain("errors");
				assertThat(post(context, "/graphql", "{\"query\": \"{ auditLog { nodes { type } } }\"}")).bodyText()
					.contains("Query has depth of 3, which exceeds max depth of 2");
				assertThat(post(context, "/graphql",
						"{\"query\": \"{ __typename __typename __typename __typename __typename }\"}"))
					.bodyText()
					.contains("Query has complexity of 5, which exceeds max complexity of 4");
				assertThat(post(context, "/graphql", "{\"query\": \"{ a: __typename b: __typename }\"}")).bodyText()
					.contains("Query has 2 aliases, which exceeds max aliases of 1");
				assertThat(post(context, "/graphql", "{\"query\": \"{ __typename }\"}" + " ".repeat(200)))
					.hasStatus(413);
			});
	}

	@Test
	void servesNothingThatIsOlderThanTheWindow() {
		this.known.withPropertyValues("revtrail.graphql.window=4m")
			.withBean(Clock.class, () -> Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC))
			.run((context) -> {
				Instant earliest = Instant.parse("2026-03-01T12:00:00Z");
				post(context, "/graphql", "{\"query\": \"{ auditLog(last: 1, before: \\\"" + new Cursor(7).text()
						+ "\\\") { nodes { type } total_count page_info { has_next_page } }"
						+ " older: auditLog(occurred_after: \\\"2020-01-01T00:00:00Z\\\") { total_count }"
						+ " events: auditEvents(occurred_after: \\\"2020-01-01\\\") { total_count }"
						+ " younger: auditLog(occurred_after: \\\"2026-06-01T00:00:00Z\\\") { total_count } }\"}");

				List<ChangeQuery> asked = context.getBean(EmptyLog.class).asked();
				assertThat(asked).hasSize(6);
				assertThat(asked.subList(0, 5))
					.allSatisfy((query) -> assertThat(query.criteria().since()).hasValue(earliest));
				assertThat(asked.get(5).criteria().since()).hasValue(Instant.parse("2026-06-01T00:00:00Z"));
			});
	}

	@Test
	void readsNothingButTheCallersEntriesOfTrackedTypes() {
		this.known.run((context) -> {
			post(context, "/graphql", TOTAL);

			assertThat(context.getBean(EmptyLog.class).asked()).singleElement().satisfies((query) -> {
				assertThat(query.criteria().scope().organizationId()).hasValue("acme");
				assertThat(query.criteria().recordTypes()).hasValue(Set.of("PARCEL"));
				assertThat(query.criteria().actions().orElseThrow()).hasSize(3);
			});
		});
	}

	@Test
	void hidesInternalFailures() {
		this.known.withBean("failing", ChangeLog.class, FailingLog::new, (bean) -> bean.setPrimary(true))
			.run((context) -> assertThat(post(context, "/graphql", TOTAL)).hasStatus(200)
				.bodyText()
				.isEqualTo(
						"{\"errors\":[{\"message\":\"The audit log could not answer; the fault is on this side.\",\"locations\":[{\"line\":1,\"column\":14}],\"path\":[\"auditLog\",\"total_count\"],\"extensions\":{\"code\":\"INTERNAL_SERVER_ERROR\"}}],\"data\":{\"auditLog\":null}}"));
		this.runner.withBean(CallerResolver.class, () -> () -> {
			throw new IllegalStateException("select secret from hidden");
		})
			.run((context) -> assertThat(post(context, "/graphql", TOTAL)).hasStatus(500)
				.bodyText()
				.isEqualTo(
						"{\"errors\":[{\"message\":\"The audit log could not answer; the fault is on this side.\",\"extensions\":{\"code\":\"INTERNAL_SERVER_ERROR\"}}]}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "path=graphql/", "window=-4m", "window=0d", "max-depth=0", "max-depth=101",
			"max-complexity=0", "max-aliases=-1", "max-request-size=0B", "max-request-size=1GB" })
	void aPropertyThatMakesNoSenseStopsTheStart(String property) {
		this.known.withPropertyValues("revtrail.graphql." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith(
						"revtrail.graphql." + property.substring(0, property.indexOf('=')) + " takes a "));
	}

	@Test
	void aTypeThatTheSchemaHasNoNameForStopsTheStart() {
		for (RecordTypes types : List.<RecordTypes>of(List::of, () -> List.of(new RecordType("K\u00c4SE")))) {
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> LogSchema.text(ApiVersion.V2026_01_01, types, () -> EventType.STANDARD));
		}
	}

	@Test
	void recordsOnceForEachRequestThatItWasRead() {
		WebApplicationContextRunner recording = this.known
			.withConfiguration(AutoConfigurations.of(RevtrailWebAutoConfiguration.class))
			.withBean(RecordedEvents.class);
		recording.run((context) -> {
			post(context, "/graphql", "{\"query\": \"{ a: auditLog { total_count } b: auditLog { total_count } }\"}");
			post(context, "/graphql", "{\"query\": \"{ __typename }\"}");
			post(context, "/graphql", "{\"query\": \"{ nothing }\"}");

			assertThat(context.getBean(RecordedEvents.class).events).singleElement().satisfies((event) -> {
				assertThat(event.action()).isEqualTo(Action.VIEW);
				assertThat(event.record()).isEqualTo(RecordRef.none(RecordRef.CHANGE_LOG));
				assertThat(event.data()).containsEntry("operation",
						"{ a: auditLog { total_count } b: auditLog { total_count } }");
			});
		});
		recording.withPropertyValues("revtrail.events.log-reads=false").run((context) -> {
			post(context, "/graphql", TOTAL);

			assertThat(context.getBean(RecordedEvents.class).events).isEmpty();
		});
	}

	@Test
	void isUnderTheRateLimitAsTheOtherContractsAre() {
		this.known
			.withConfiguration(
					AutoConfigurations.of(RevtrailWebAutoConfiguration.class, RateLimitAutoConfiguration.class))
			.withPropertyValues("revtrail.web.rate-limit.enabled=true", "revtrail.web.rate-limit.requests=2",
					"revtrail.web.rate-limit.period=1d")
			.run((context) -> {
				MockMvcTester mvc = MockMvcTester.from((WebApplicationContext) context,
						(builder) -> builder
							.addFilters(context.getBeanProvider(Filter.class).orderedStream().toArray(Filter[]::new))
							.build());
				for (int status : List.of(200, 200, 429)) {
					assertThat(mvc.post().uri("/graphql").contentType("application/json").content(TOTAL))
						.hasStatus(status);
				}
				assertThat(mvc.post().uri("/graphql").contentType("application/json").content(TOTAL)).bodyText()
					.startsWith("{\"errors\":[{\"message\":")
					.endsWith("\"extensions\":{\"code\":\"REQUEST_REFUSED\"}}]}");
			});
	}

	private static MvcTestResult post(ApplicationContext context, String path, String body) {
		return mvc(context).post().uri(path).contentType("application/json").content(body).exchange();
	}

	private static MockMvcTester mvc(ApplicationContext context) {
		return MockMvcTester.from((WebApplicationContext) context);
	}

	/** Remembers what it was to record. */
	static class RecordedEvents implements EventLog {

		final List<Event> events = new ArrayList<>();

		@Override
		public void record(Event event) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void recordAlone(List<Event> events) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void recordLater(List<Event> events) {
			this.events.addAll(events);
		}

	}

	/** Is as a log whose database does not answer. */
	static class FailingLog extends EmptyLog {

		@Override
		public long count(ChangeQuery query) {
			throw new IllegalStateException("select secret from hidden");
		}

	}

}
