package dev.revtrail.context;

import java.util.List;
import java.util.Optional;

import dev.revtrail.TraceIdResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * Asks all resolvers for the current trace until one knows it.
 */
class TraceIdResolvers implements TraceIdResolver {

	private final SingletonSupplier<List<TraceIdResolver>> resolvers;

	/**
	 * Creates the resolver.
	 * @param resolvers the resolvers, looked up on first use, since they may depend on
	 * beans that depend on this one
	 */
	TraceIdResolvers(ObjectProvider<TraceIdResolver> resolvers) {
		this.resolvers = SingletonSupplier.of(() -> resolvers.orderedStream().toList());
	}

	@Override
	public Optional<String> currentTraceId() {
		for (TraceIdResolver resolver : this.resolvers.obtain()) {
			Optional<String> traceId = resolver.currentTraceId();
			if (traceId.isPresent()) {
				return traceId;
			}
		}
		return Optional.empty();
	}

}
