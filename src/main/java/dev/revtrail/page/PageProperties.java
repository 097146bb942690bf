package dev.revtrail.page;

import dev.revtrail.web.ContractErrorFilter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audit page.
 *
 * @param enabled whether it is served
 * @param path where it is served
 */
@ConfigurationProperties("revtrail.page")
public record PageProperties(boolean enabled, @DefaultValue("/audit-log") String path) {

	public PageProperties {
		ContractErrorFilter.checkPath("revtrail.page.path", path, "/audit-log");
	}

}
