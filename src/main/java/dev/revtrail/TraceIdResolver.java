package dev.revtrail;

import java.util.Optional;

/**
 * Resolves the distributed trace of the current thread's work. The library has resolvers
 * for Micrometer Tracing and for OpenTelemetry; a host with another tracer provides a
 * bean. The first resolver that knows the trace decides; where none does, the
 * {@code traceparent} of the request does.
 */
@FunctionalInterface
public interface TraceIdResolver {

	/**
	 * Returns the id of the current trace.
	 * @return the id, cut after 32 characters where it is kept; empty if there is no
	 * trace
	 */
	Optional<String> currentTraceId();

}
