package dev.revtrail.web.feed;

import java.util.Map;
import java.util.Optional;

import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.RecordTypes;
import dev.revtrail.feed.SettledMark;
import dev.revtrail.web.ConditionalOnContracts;
import dev.revtrail.web.ContractDocument;
import dev.revtrail.web.entry.EntryView;
import dev.revtrail.web.export.EntryFilters;
import dev.revtrail.web.request.ContractErrorFilter;
import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.TailReads;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the feed, where the host switches it on. Without a {@link CallerResolver}, every
 * request is answered with 401.
 */
@AutoConfiguration(afterName = { "dev.revtrail.envers.boot.RevtrailEnversAutoConfiguration",
		"dev.revtrail.security.RevtrailSecurityAutoConfiguration", "dev.revtrail.web.RevtrailWebAutoConfiguration" })
@ConditionalOnContracts
@ConditionalOnBean({ ChangeLog.class, RecordTypes.class })
@ConditionalOnBooleanProperty(name = "revtrail.web.feed.enabled")
@EnableConfigurationProperties(FeedProperties.class)
public final class FeedAutoConfiguration {

	@Bean
	WaitingRequests revtrailWaitingRequests(ObjectProvider<SettledMark> mark, FeedProperties properties) {
		return new WaitingRequests(mark.getIfAvailable(), new WaitingPlaces(properties.maxWaiting()));
	}

	@Bean
	@ConditionalOnMissingBean
	FeedController revtrailFeedController(ChangeLog log, RecordTypes types, ObjectProvider<CallerResolver> callers,
			WaitingRequests waiting, ObjectProvider<TailReads> reads, Environment environment) {
		String application = EntryView.applicationName(environment);
		return new FeedController(log, callers.getIfAvailable(() -> Optional::empty),
				new FeedRequestParser(new EntryFilters(types, application)), new EntryView(application), waiting,
				reads.getIfAvailable());
	}

	@Bean
	WebMvcConfigurer revtrailFeedInterceptors(FeedProperties properties) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new LookAgain())
					.addPathPatterns(properties.path(), properties.path() + "/")
					.order(Ordered.LOWEST_PRECEDENCE);
			}

		};
	}

	@Bean
	ContractDocument revtrailFeedDocument(FeedProperties properties) {
		return new ContractDocument("feed", Map.of("/v1/feed", properties.path()));
	}

	@Bean
	ContractErrorFilter revtrailFeedErrorFilter(FeedProperties properties, Environment environment) {
		return ContractErrorFilter.of(environment, properties.path(), ErrorForm.HINT);
	}

}
