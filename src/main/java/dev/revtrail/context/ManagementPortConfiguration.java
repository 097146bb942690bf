package dev.revtrail.context;

import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds the requests to a separate management port. Actuator serves that port from a
 * child context, which has none of the application's filters, and finds this class by a
 * file of its own. Adds nothing on the application's port.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Filter.class, OncePerRequestFilter.class })
@ConditionalOnBean(ChangeContextFilter.class)
@ConditionalOnMissingBean(value = ChangeContextFilter.class, search = SearchStrategy.CURRENT)
class ManagementPortConfiguration {

	@Bean
	ChangeContextFilter revtrailManagementContextFilter(ChangeContext context, Environment environment) {
		return new ChangeContextFilter(context,
				new RequestOrigins(ContextAutoConfiguration.applicationName(environment)));
	}

	@Bean
	AnsweredRequests revtrailManagementAnsweredRequests() {
		return new AnsweredRequests();
	}

	@Bean
	RequestActorFilter revtrailManagementActorFilter(ChangeContext context) {
		return new RequestActorFilter(context);
	}

}
