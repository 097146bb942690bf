package dev.revtrail.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the recording of reads of the change log.
 *
 * @param logReads whether to record reads of the change log by a contract
 */
@ConfigurationProperties("revtrail.events")
public record LogReadProperties(@DefaultValue("true") boolean logReads) {

}
