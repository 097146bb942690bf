package dev.revtrail.web.changelog;

import dev.revtrail.web.request.ContractErrorFilter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of contract 1.
 *
 * @param enabled whether it is served at all
 * @param path the path of the list, beginning and not ending with a slash
 */
@ConfigurationProperties("revtrail.web.change-log-entries")
record ChangeLogEntriesProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("/v1/change-log-entries") String path) {

	ChangeLogEntriesProperties {
		ContractErrorFilter.checkPath("revtrail.web.change-log-entries.path", path, "/v1/change-log-entries");
	}

}
