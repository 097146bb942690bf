package dev.revtrail.web.records;

import dev.revtrail.web.request.ContractErrorFilter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the history of records.
 *
 * @param enabled whether it is served at all
 * @param path the path of records, beginning and not ending with a slash
 * @param revisionsPath the path of revisions
 * @param requestsPath the path of requests
 */
@ConfigurationProperties("revtrail.web.records")
record RecordsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("/v1/records") String path,
		@DefaultValue("/v1/revisions") String revisionsPath, @DefaultValue("/v1/requests") String requestsPath) {

	RecordsProperties {
		check("path", path);
		check("revisions-path", revisionsPath);
		check("requests-path", requestsPath);
	}

	private static void check(String name, String path) {
		ContractErrorFilter.checkPath("revtrail.web.records." + name, path, "/v1/records");
	}

}
