package dev.revtrail.web;

import dev.revtrail.EventLog;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * What all contracts have in common.
 */
@AutoConfiguration(afterName = "dev.revtrail.envers.RevtrailEnversAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Filter.class, DispatcherServlet.class })
@EnableConfigurationProperties(LogReadProperties.class)
public final class RevtrailWebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContractRefusals contractRefusals(ObjectProvider<ContractErrorFilter> contracts) {
		return (request, response, status, hint) -> {
			for (ContractErrorFilter contract : contracts) {
				if (contract.isServedHere(request)) {
					contract.refuse(response, status, hint);
					return true;
				}
			}
			return false;
		};
	}

	@Bean
	@ConditionalOnBean(EventLog.class)
	@ConditionalOnBooleanProperty(name = "revtrail.events.log-reads", matchIfMissing = true)
	MappedInterceptor revtrailLogReads(EventLog events) {
		return new MappedInterceptor(null, new LogReads(events));
	}

}
