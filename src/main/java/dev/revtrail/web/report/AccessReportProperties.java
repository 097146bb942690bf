package dev.revtrail.web.report;

import dev.revtrail.web.request.ContractErrorFilter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the access report.
 *
 * @param enabled whether it is served at all
 * @param path the path of patients, beginning and not ending with a slash, under which a
 * patient's id and {@code access-report} follow
 */
@ConfigurationProperties("revtrail.web.access-report")
record AccessReportProperties(@DefaultValue("true") boolean enabled, @DefaultValue("/v1/patients") String path) {

	AccessReportProperties {
		ContractErrorFilter.checkPath("revtrail.web.access-report.path", path, "/v1/patients");
	}

}
