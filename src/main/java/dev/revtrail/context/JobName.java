package dev.revtrail.context;

import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Names the job at work on the current thread: the outermost method on its stack that the
 * framework calls by itself, because it is scheduled, asynchronous, a listener or a
 * runner. Annotations and interfaces are compared by name, as a host may lack them.
 */
class JobName implements Supplier<String> {

	private static final Set<String> ANNOTATIONS = Set.of("org.springframework.scheduling.annotation.Scheduled",
			"org.springframework.scheduling.annotation.Schedules", "org.springframework.scheduling.annotation.Async",
			"org.springframework.context.event.EventListener",
			"org.springframework.transaction.event.TransactionalEventListener",
			"org.springframework.jms.annotation.JmsListener", "org.springframework.jms.annotation.JmsListeners",
			"org.springframework.kafka.annotation.KafkaListener", "org.springframework.kafka.annotation.KafkaListeners",
			"org.springframework.kafka.annotation.KafkaHandler",
			"org.springframework.amqp.rabbit.annotation.RabbitListener",
			"org.springframework.amqp.rabbit.annotation.RabbitListeners",
			"org.springframework.amqp.rabbit.annotation.RabbitHandler", "io.awspring.cloud.sqs.annotation.SqsListener",
			"org.springframework.integration.annotation.ServiceActivator");

	private static final Set<String> RUNNERS = Set.of("org.springframework.boot.CommandLineRunner",
			"org.springframework.boot.ApplicationRunner");

	/** Hidden frames hold the lambdas that many runners are. */
	private static final StackWalker WALKER = StackWalker
		.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));

	/** Lives and dies with each class, so that it keeps no class loader alive. */
	private static final ClassValue<Map<String, Optional<String>>> NAMES = new ClassValue<>() {

		@Override
		protected Map<String, Optional<String>> computeValue(Class<?> type) {
			return new ConcurrentHashMap<>();
		}

	};

	private final String application;

	private final HostCode host;

	/**
	 * Creates the supplier.
	 * @param application the name for other work
	 * @param host the application's code
	 */
	JobName(String application, HostCode host) {
		this.application = application;
		this.host = host;
	}

	@Override
	public String get() {
		return WALKER
			.walk((frames) -> frames.map(this::nameOf).flatMap(Optional::stream).reduce((inner, outer) -> outer))
			.orElse(this.application);
	}

	private Optional<String> nameOf(StackFrame frame) {
		Class<?> type = frame.getDeclaringClass();
		if (this.host.isLibrary(type.getName())) {
			return Optional.empty();
		}
		return NAMES.get(type)
			.computeIfAbsent(frame.getMethodName() + frame.getDescriptor(),
					(key) -> isJob(type, frame.getMethodName(), frame.getMethodType())
							? Optional.of(simpleName(type) + "." + frame.getMethodName()) : Optional.empty());
	}

	private static boolean isJob(Class<?> type, String method, MethodType signature) {
		return ("run".equals(method) && isRunner(type)) || isAnnotated(type, method, signature);
	}

	private static boolean isRunner(Class<?> type) {
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			for (Class<?> implemented : current.getInterfaces()) {
				if (RUNNERS.contains(implemented.getName()) || isRunner(implemented)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isAnnotated(Class<?> type, String name, MethodType signature) {
		try {
			Method method = type.getDeclaredMethod(name, signature.parameterArray());
			return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
				.stream()
				.anyMatch((annotation) -> ANNOTATIONS.contains(annotation.getType().getName()));
		}
		catch (NoSuchMethodException | LinkageError ex) {
			// A constructor, or a class whose signatures name types that are not there:
			// the framework could not have called such a method by its annotation either.
			return false;
		}
	}

	/** Returns the class name without the suffixes of lambdas and proxies. */
	private static String simpleName(Class<?> type) {
		String name = type.getName();
		int generated = name.indexOf("$$");
		String written = (generated > 0) ? name.substring(0, generated) : name;
		return written.substring(Math.max(written.lastIndexOf('.'), written.lastIndexOf('$')) + 1);
	}

}
