package dev.revtrail.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What to record of those who read the change log.
 *
 * @param logReads whether to record who reads the change log by a contract
 */
@ConfigurationProperties("revtrail.events")
public record LogReadProperties(@DefaultValue("true") boolean logReads) {

}
