package dev.revtrail.web.openapi;

import dev.revtrail.web.request.ContractErrorFilter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the OpenAPI document.
 *
 * @param enabled whether it is served at all
 * @param path its path, beginning and not ending with a slash
 */
@ConfigurationProperties("revtrail.web.openapi")
record OpenApiProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/v1/openapi.json") String path) {

	OpenApiProperties {
		ContractErrorFilter.checkPath("revtrail.web.openapi.path", path, "/v1/openapi.json");
	}

}
