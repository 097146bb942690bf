package dev.revtrail.context;

import java.util.Optional;

import dev.revtrail.TraceIdResolver;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * Resolves the current trace of the tracers that hosts commonly have.
 */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	static class MicrometerTracing {

		@Bean
		TraceIdResolver revtrailMicrometerTraceIdResolver(ObjectProvider<Tracer> tracers) {
			return () -> Optional.ofNullable(tracers.getIfUnique())
				.map((tracer) -> tracer.currentTraceContext().context())
				.map(TraceContext::traceId)
				.filter(StringUtils::hasText);
		}

	}

	/** Also where OpenTelemetry's agent traces the application. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Span.class)
	static class OpenTelemetry {

		@Bean
		TraceIdResolver revtrailOpenTelemetryTraceIdResolver() {
			return () -> Optional.of(Span.current().getSpanContext())
				.filter(SpanContext::isValid)
				.map(SpanContext::getTraceId);
		}

	}

}
