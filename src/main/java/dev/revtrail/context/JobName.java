package dev.revtrail.context;

import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Names the job at work on the current thread: the outermost method on its stack that a
 * framework calls by itself, because it is scheduled, asynchronous, a listener, a runner
 * or a step of a batch. Annotations and types are compared by name, as a host may lack
 * them.
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

	/** The methods that a framework calls, by the types that declare them. */
	private static final Map<String, Set<String>> CALLED = Map.ofEntries(
			Map.entry("org.springframework.boot.CommandLineRunner", Set.of("run")),
			Map.entry("org.springframework.boot.ApplicationRunner", Set.of("run")),
			Map.entry("org.springframework.context.ApplicationListener", Set.of("onApplicationEvent")),
			Map.entry("org.quartz.Job", Set.of("execute")),
			Map.entry("org.springframework.scheduling.quartz.QuartzJobBean", Set.of("executeInternal")),
			Map.entry("org.springframework.batch.core.step.tasklet.Tasklet", Set.of("execute")),
			Map.entry("jakarta.jms.MessageListener", Set.of("onMessage")),
			Map.entry("org.springframework.kafka.listener.GenericMessageListener", Set.of("onMessage")),
			Map.entry("org.springframework.amqp.core.MessageListener", Set.of("onMessage")),
			Map.entry("org.springframework.messaging.MessageHandler", Set.of("handleMessage")));

	private static final Set<String> CALLED_METHODS = CALLED.values()
		.stream()
		.flatMap(Set::stream)
		.collect(Collectors.toUnmodifiableSet());

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
			.or(JobName::ofTransaction)
			.orElse(this.application);
	}

	/**
	 * A method that is asynchronous and transactional has returned when its transaction
	 * writes. Spring names the transaction after it.
	 */
	private static Optional<String> ofTransaction() {
		String transaction = TransactionSynchronizationManager.getCurrentTransactionName();
		if (transaction == null || transaction.indexOf('.') < 0) {
			return Optional.empty();
		}
		int method = transaction.lastIndexOf('.');
		return ofMethod(transaction.substring(0, method), transaction.substring(method + 1));
	}

	private static Optional<String> ofMethod(String typeName, String method) {
		try {
			Class<?> type = ClassUtils.forName(typeName, null);
			return known(type, method, method, () -> Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
				.anyMatch((one) -> one.getName().equals(method) && isAnnotated(one)));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// A host may name its transactions as it likes
			return Optional.empty();
		}
	}

	private Optional<String> nameOf(StackFrame frame) {
		Class<?> type = frame.getDeclaringClass();
		if (this.host.isLibrary(type.getName())) {
			return Optional.empty();
		}
		return known(type, frame.getMethodName(), frame.getMethodName() + frame.getDescriptor(),
				() -> isJob(type, frame.getMethodName(), frame.getMethodType()));
	}

	/** The name of a method that is a job, which is found out once. */
	private static Optional<String> known(Class<?> type, String method, String key, BooleanSupplier isJob) {
		return NAMES.get(type)
			.computeIfAbsent(key, (unknown) -> isJob.getAsBoolean() ? Optional.of(simpleName(type) + "." + method)
					: Optional.empty());
	}

	private static boolean isJob(Class<?> type, String method, MethodType signature) {
		return (CALLED_METHODS.contains(method) && isCalled(type, method)) || isAnnotated(type, method, signature);
	}

	/** Whether a type, or one that it extends or implements, declares a method so. */
	private static boolean isCalled(@Nullable Class<?> type, String method) {
		return type != null && (CALLED.getOrDefault(type.getName(), Set.of()).contains(method)
				|| isCalled(type.getSuperclass(), method)
				|| Arrays.stream(type.getInterfaces()).anyMatch((implemented) -> isCalled(implemented, method)));
	}

	private static boolean isAnnotated(Class<?> type, String name, MethodType signature) {
		try {
			return isAnnotated(type.getDeclaredMethod(name, signature.parameterArray()));
		}
		catch (NoSuchMethodException | LinkageError ex) {
			// A constructor, or a class whose signatures name types that are not there:
			// the framework could not have called such a method by its annotation either.
			return false;
		}
	}

	private static boolean isAnnotated(Method method) {
		return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.stream()
			.anyMatch((annotation) -> ANNOTATIONS.contains(annotation.getType().getName()));
	}

	/** Returns the class name without the suffixes of lambdas and proxies. */
	private static String simpleName(Class<?> type) {
		String name = type.getName();
		int generated = name.indexOf("$$");
		String written = (generated > 0) ? name.substring(0, generated) : name;
		return written.substring(Math.max(written.lastIndexOf('.'), written.lastIndexOf('$')) + 1);
	}

}
