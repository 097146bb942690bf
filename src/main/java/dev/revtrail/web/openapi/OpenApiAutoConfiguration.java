package dev.revtrail.web.openapi;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.revtrail.CallerResolver;
import dev.revtrail.web.ConditionalOnContracts;
import dev.revtrail.web.ContractDocument;
import dev.revtrail.web.entry.EntryView;
import dev.revtrail.web.request.ContractErrorFilter;
import dev.revtrail.web.request.ErrorForm;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * Serves the OpenAPI document of the contracts, where the host switches it on.
 */
@AutoConfiguration(afterName = "dev.revtrail.security.RevtrailSecurityAutoConfiguration")
@ConditionalOnContracts
@ConditionalOnBooleanProperty(name = "revtrail.web.openapi.enabled")
@EnableConfigurationProperties(OpenApiProperties.class)
@ImportRuntimeHints(OpenApiHints.class)
public final class OpenApiAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OpenApiController revtrailOpenApiController(OpenApiProperties properties,
			ObjectProvider<ContractDocument> contracts, ObjectProvider<CallerResolver> callers,
			Environment environment) {
		ContractDocument common = new ContractDocument("common", Map.of("/v1/openapi.json", properties.path()));
		return new OpenApiController(
				new OpenApiDocument(EntryView.applicationName(environment),
						Stream.concat(Stream.of(common), contracts.orderedStream()).toList()),
				callers.getIfAvailable(() -> Optional::empty));
	}

	@Bean
	ContractErrorFilter revtrailOpenApiErrorFilter(OpenApiProperties properties, Environment environment) {
		return ContractErrorFilter.of(environment, properties.path(), ErrorForm.HINT);
	}

}
