package dev.revtrail.context;

import java.util.Optional;
import java.util.function.Supplier;

import dev.revtrail.ActorResolver;
import dev.revtrail.TraceIdResolver;
import io.micrometer.context.ThreadLocalAccessor;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds actor and request metadata to the current work, in web applications and in
 * others. If the library is disabled, only the beans that hosts call themselves exist.
 */
@Import(TracingConfiguration.class)
@AutoConfiguration(afterName = "dev.revtrail.security.RevtrailSecurityAutoConfiguration")
public final class ContextAutoConfiguration {

	private static final boolean BATCH = ClassUtils.isPresent(
			"org.springframework.batch.core.scope.context.StepSynchronizationManager",
			ContextAutoConfiguration.class.getClassLoader());

	@Bean
	@ConditionalOnMissingBean
	ChangeContext revtrailChangeContext(ObjectProvider<ActorResolver> actors, ObjectProvider<TraceIdResolver> traceIds,
			ObjectProvider<WorkListener> listeners, Environment environment, BeanFactory beans) {
		// Late, as a host's resolver may need the very entity manager that needs this.
		SingletonSupplier<ActorResolver> resolver = SingletonSupplier
			.of(() -> actors.getIfAvailable(() -> Optional::empty));
		Supplier<String> job = new JobName(applicationName(environment), HostCode.of(beans));
		return new ChangeContext(() -> resolver.obtain().currentActor(), BATCH ? new BatchStepName(job) : job,
				new TraceIdResolvers(traceIds), new WorkListeners(listeners));
	}

	static String applicationName(Environment environment) {
		String name = environment.getProperty("spring.application.name");
		return StringUtils.hasText(name) ? name : "application";
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "revtrail.enabled", matchIfMissing = true)
	@ConditionalOnClass(ThreadLocalAccessor.class)
	static class Propagation {

		// Nothing asks for it, so a host that makes its beans late would never have it.
		@Bean
		@Lazy(false)
		@ConditionalOnMissingBean
		ChangeContextAccessor revtrailChangeContextAccessor(ChangeContext context) {
			return new ChangeContextAccessor(context);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "revtrail.enabled", matchIfMissing = true)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ Filter.class, OncePerRequestFilter.class })
	static class Web {

		@Bean
		@ConditionalOnMissingBean
		ChangeContextFilter revtrailChangeContextFilter(ChangeContext context, Environment environment) {
			return new ChangeContextFilter(context, new RequestOrigins(applicationName(environment)));
		}

		@Bean
		@ConditionalOnMissingBean
		AnsweredRequests revtrailAnsweredRequests() {
			return new AnsweredRequests();
		}

		@Bean
		RequestCredential revtrailRequestCredential() {
			return () -> Optional.ofNullable(RequestContextHolder.getRequestAttributes())
				.filter(ServletRequestAttributes.class::isInstance)
				.map((attributes) -> ((ServletRequestAttributes) attributes).getRequest()
					.getHeader(HttpHeaders.AUTHORIZATION));
		}

		@Bean
		@ConditionalOnMissingBean
		RequestActorFilter revtrailRequestActorFilter(ChangeContext context) {
			return new RequestActorFilter(context);
		}

	}

}
