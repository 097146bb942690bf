package dev.revtrail.context;

import java.util.Optional;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.TraceIdResolver;
import dev.revtrail.security.RevtrailSecurityAutoConfiguration;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

@Tag("h2")
class ContextAutoConfigurationTests {

	private static final AutoConfigurations AUTO = AutoConfigurations.of(ContextAutoConfiguration.class,
			RevtrailSecurityAutoConfiguration.class);

	private final WebApplicationContextRunner web = new WebApplicationContextRunner().withConfiguration(AUTO);

	private final ApplicationContextRunner plain = new ApplicationContextRunner().withConfiguration(AUTO);

	@AfterEach
	void signOut() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void bindsRequestsInAWebApplication() {
		this.web.run((context) -> assertThat(context).hasSingleBean(ChangeContext.class)
			.hasSingleBean(ChangeContextFilter.class));
	}

	@Test
	void hasNoFilterWithoutAWebApplication() {
		this.plain.run((context) -> assertThat(context).hasSingleBean(ChangeContext.class)
			.doesNotHaveBean(ChangeContextFilter.class));
	}

	@Test
	void worksWithoutSpringWeb() {
		this.plain.withClassLoader(new FilteredClassLoader(OncePerRequestFilter.class))
			.run((context) -> assertThat(context).hasSingleBean(ChangeContext.class));
	}

	@Test
	void worksWithoutSpringSecurity() {
		this.plain.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context.getBean(ChangeContext.class).current().actor())
				.isEqualTo(Actor.SYSTEM));
	}

	@Test
	void asksTheHostsActorResolver() {
		this.plain.withBean("own", ActorResolver.class, () -> () -> Optional.of(Actor.user("7")))
			.run((context) -> assertThat(context.getBean(ChangeContext.class).current().actor())
				.isEqualTo(Actor.user("7")));
	}

	@Test
	void asksSpringSecurity() {
		this.plain.run((context) -> {
			SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ada", null, "ANY"));
			assertThat(context.getBean(ChangeContext.class).current().actor()).isEqualTo(Actor.user("ada"));
		});
	}

	@Test
	void asksOpenTelemetryForTheTrace() {
		SpanContext span = SpanContext.create("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7",
				TraceFlags.getDefault(), TraceState.getDefault());
		this.plain.run((context) -> {
			assertThat(traceId(context)).isNull();
			try (Scope scope = Span.wrap(span).makeCurrent()) {
				assertThat(traceId(context)).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
			}
		});
	}

	@Test
	void asksMicrometerForTheTrace() {
		Tracer tracer = mock(Tracer.class, RETURNS_DEEP_STUBS);
		this.plain.withBean(Tracer.class, () -> tracer).run((context) -> {
			given(tracer.currentTraceContext().context()).willReturn(null);
			assertThat(traceId(context)).isNull();
			TraceContext current = mock();
			given(current.traceId()).willReturn("463ac35c9f6413ad");
			given(tracer.currentTraceContext().context()).willReturn(current);
			assertThat(traceId(context)).isEqualTo("463ac35c9f6413ad");
		});
		this.plain.withBean(Tracer.class, () -> Tracer.NOOP).run((context) -> assertThat(traceId(context)).isNull());
	}

	@Test
	void asksTheHostsTracerFirst() {
		this.plain.withBean(Tracer.class, () -> mock(Tracer.class, RETURNS_DEEP_STUBS))
			.withBean("own", TraceIdResolver.class, () -> () -> Optional.of("own"))
			.run((context) -> assertThat(traceId(context)).isEqualTo("own"));
	}

	@Test
	void worksWithoutTracers() {
		this.plain.withClassLoader(new FilteredClassLoader("io.micrometer.tracing", "io.opentelemetry"))
			.run((context) -> assertThat(context).doesNotHaveBean(TraceIdResolver.class)
				.getBean(ChangeContext.class)
				.satisfies((changes) -> assertThat(changes.current().traceId()).isNull()));
	}

	private static @Nullable String traceId(ApplicationContext context) {
		return context.getBean(ChangeContext.class).current().traceId();
	}

	@Test
	void backsOffForTheHostsContext() {
		ChangeContext own = new ChangeContext(Optional::empty, () -> "own");
		this.web.withBean(ChangeContext.class, () -> own)
			.run((context) -> assertThat(context.getBean(ChangeContext.class)).isSameAs(own));
	}

	@Test
	void bindsNothingByItselfWhenRevtrailIsOff() {
		this.web.withPropertyValues("revtrail.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(ChangeContext.class)
				.doesNotHaveBean(ChangeContextAccessor.class)
				.doesNotHaveBean(ChangeContextFilter.class)
				.doesNotHaveBean(ActorResolver.class));
	}

	@Test
	void namesTheSourceAfterTheApplication() {
		this.plain.withPropertyValues("spring.application.name=")
			.run((context) -> assertThat(context.getBean(ChangeContext.class).current().source())
				.isEqualTo("application"));
		this.plain.withPropertyValues("spring.application.name=shop")
			.run((context) -> assertThat(context.getBean(ChangeContext.class).current().source()).isEqualTo("shop"));
	}

}
