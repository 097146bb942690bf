package dev.revtrail.web;

import java.time.Clock;
import java.util.Optional;

import dev.revtrail.ChangeLog;
import dev.revtrail.EventLog;
import dev.revtrail.web.request.ContractErrorFilter;
import dev.revtrail.web.request.LogReads;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestLimits;
import dev.revtrail.web.request.TailReads;
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
 * Configures the beans that all contracts share.
 */
@AutoConfiguration(afterName = "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Filter.class, DispatcherServlet.class })
@EnableConfigurationProperties(LogReadProperties.class)
public final class RevtrailWebAutoConfiguration {

	@Bean
	static TrailingSlashes revtrailTrailingSlashes() {
		return new TrailingSlashes();
	}

	@Bean
	BrokenAnswerFilter revtrailBrokenAnswerFilter() {
		return new BrokenAnswerFilter();
	}

	@Bean
	MappedInterceptor revtrailAnswerHeadersInterceptor() {
		return new MappedInterceptor(null, new AnswerHeadersInterceptor());
	}

	@Bean
	Contracts revtrailContracts(ObjectProvider<ContractErrorFilter> contracts) {
		return new Contracts(contracts.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	ContractRefusals revtrailContractRefusals(Contracts contracts, ObjectProvider<RequestLimits> limits) {
		return (request, response, status, hint) -> {
			Optional<ContractErrorFilter> contract = contracts.servedHere(request);
			if (contract.isPresent()) {
				RequestLimits limit = limits.getIfAvailable();
				boolean allowed = limit == null || limit.allow(request, response);
				contract.get().refuse(response, allowed ? new Refusal(status, hint, null) : Refusal.of(429));
			}
			return contract.isPresent();
		};
	}

	@Bean
	@ConditionalOnBean(EventLog.class)
	@ConditionalOnBooleanProperty(name = "revtrail.events.log-reads", matchIfMissing = true)
	LogReads revtrailLogReads(EventLog events, ObjectProvider<ChangeLog> log, ObjectProvider<Clock> clock) {
		return new LogReads(events, log::getObject, clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@ConditionalOnBean(LogReads.class)
	TailReads revtrailTailReads(EventLog events, ObjectProvider<Clock> clock) {
		return new TailReads(events, clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@ConditionalOnBean(LogReads.class)
	MappedInterceptor revtrailLogReadInterceptor(LogReads reads) {
		return new MappedInterceptor(null, reads);
	}

}
