package dev.clinic.access;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * The path patterns of everything that an application handles, as its own mappings have
 * them.
 */
final class Handlers {

	private final Set<String> patterns = new TreeSet<>();

	private Handlers() {
	}

	/** The patterns; fails where a mapping is of a kind that is not known here. */
	static Set<String> patternsOf(ApplicationContext context) {
		Handlers handlers = new Handlers();
		context.getBeansOfType(HandlerMapping.class).values().forEach(handlers::add);
		return handlers.patterns;
	}

	private void add(HandlerMapping mapping) {
		if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
			methods.getHandlerMethods()
				.keySet()
				.stream()
				.map(RequestMappingInfo::getPatternValues)
				.forEach(this.patterns::addAll);
		}
		else if (mapping instanceof AbstractUrlHandlerMapping urls) {
			this.patterns.addAll(urls.getHandlerMap().keySet());
		}
		else if (mapping instanceof RouterFunctionMapping functions) {
			if (functions.getRouterFunction() != null) {
				functions.getRouterFunction().accept(new Routes());
			}
		}
		else if (mapping instanceof Iterable<?> delegates) {
			delegates.forEach((delegate) -> add((HandlerMapping) delegate));
		}
		else {
			throw new IllegalStateException("What does " + mapping.getClass().getName() + " handle?");
		}
	}

	/**
	 * Collects the patterns of router functions.
	 */
	private final class Routes implements RouterFunctions.Visitor {

		private final Deque<String> outer = new ArrayDeque<>();

		@Override
		public void startNested(RequestPredicate predicate) {
			this.outer.addLast(pathOf(predicate));
		}

		@Override
		public void endNested(RequestPredicate predicate) {
			this.outer.removeLast();
		}

		@Override
		public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
			Handlers.this.patterns.add(String.join("", this.outer) + pathOf(predicate));
		}

		@Override
		public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
			throw new IllegalStateException("Resources of router functions have no pattern.");
		}

		@Override
		public void attributes(Map<String, Object> attributes) {
		}

		@Override
		public void unknown(RouterFunction<?> function) {
			throw new IllegalStateException("What does " + function + " handle?");
		}

		private static String pathOf(RequestPredicate predicate) {
			Collection<String> words = List.of(predicate.toString().split("[()\\s]+"));
			return words.stream().filter((word) -> word.startsWith("/")).collect(Collectors.joining());
		}

	}

}
