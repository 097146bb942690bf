package dev.revtrail.event;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.revtrail.Accessed;
import dev.revtrail.Action;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordTypes;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.Ordered;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * Records calls of methods that are annotated with {@link Accessed}. Runs outside the
 * host's transactions, so that they have ended when the event is written.
 */
class AccessedAdvisor extends DefaultPointcutAdvisor {

	AccessedAdvisor(ObjectProvider<EventLog> events, ObjectProvider<RecordTypes> types) {
		super(AnnotationMatchingPointcut.forMethodAnnotation(Accessed.class), new Interceptor(events, types));
		setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
	}

	private static final class Interceptor implements MethodInterceptor {

		private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

		private final SpelExpressionParser parser = new SpelExpressionParser();

		private final Map<String, Expression> expressions = new ConcurrentHashMap<>();

		private final ObjectProvider<EventLog> events;

		private final ObjectProvider<RecordTypes> types;

		private Interceptor(ObjectProvider<EventLog> events, ObjectProvider<RecordTypes> types) {
			this.events = events;
			this.types = types;
		}

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			Object result = invocation.proceed();
			Method method = AopUtils.getMostSpecificMethod(invocation.getMethod(),
					Objects.requireNonNull(invocation.getThis()).getClass());
			Accessed accessed = Objects
				.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, Accessed.class));
			MethodBasedEvaluationContext context = new MethodBasedEvaluationContext(invocation.getThis(), method,
					invocation.getArguments(), this.names);
			context.setVariable("result", result);
			Action action = new Action(accessed.action());
			Object purpose = value(accessed.purpose(), context);
			Object recipient = value(accessed.recipient(), context);
			List<Event> events = records(accessed, context, method, result).stream()
				.map((record) -> Event.of(action, record))
				.map((event) -> with(Event.PURPOSE, purpose, event))
				.map((event) -> with(Event.RECIPIENT, recipient, event))
				.toList();
			if (!events.isEmpty()) {
				this.events.getObject().recordAlone(events);
			}
			return result;
		}

		private static Event with(String field, @Nullable Object value, Event event) {
			return (value == null || value.toString().isBlank()) ? event : event.with(field, value);
		}

		/** What an expression yields; null for none. */
		private @Nullable Object value(String expression, EvaluationContext context) {
			return expression.isEmpty() ? null
					: this.expressions.computeIfAbsent(expression, this.parser::parseExpression).getValue(context);
		}

		private List<RecordRef> records(Accessed accessed, EvaluationContext context, Method method,
				@Nullable Object result) {
			if (accessed.type().isEmpty() != accessed.id().isEmpty()) {
				throw new IllegalStateException("@Accessed on " + method + " takes both a type and an id, or neither.");
			}
			if (accessed.type().isEmpty()) {
				List<RecordRef> records = new ArrayList<>();
				collect(result, method, records);
				return records;
			}
			String type = this.types.getObject()
				.find(accessed.type())
				.orElseThrow(() -> new IllegalStateException("@Accessed on " + method + " names the record type "
						+ accessed.type() + ", which is not tracked."))
				.name();
			Object id = value(accessed.id(), context);
			return (id != null) ? List.of(new RecordRef(type, id.toString())) : List.of();
		}

		private void collect(@Nullable Object result, Method method, List<RecordRef> records) {
			if (result instanceof Optional<?> optional) {
				optional.ifPresent((value) -> collect(value, method, records));
			}
			else if (result instanceof Iterable<?> several) {
				several.forEach((value) -> collect(value, method, records));
			}
			else if (result != null) {
				records.add(this.types.getObject()
					.of(result)
					.orElseThrow(() -> new IllegalStateException(
							"@Accessed on " + method + " needs a type and an id: it returns a "
									+ result.getClass().getName() + ", which is no tracked record.")));
			}
		}

	}

}
