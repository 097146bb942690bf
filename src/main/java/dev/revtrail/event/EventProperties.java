package dev.revtrail.event;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the events that the library records by itself.
 *
 * @param failedAttempts whether to record failed attempts to change a tracked record
 * @param deniedAccess whether to record that a known caller was answered with 403
 * @param logReads whether to record reads of the change log by a contract
 * @param signIns whether to record sign-ins, sign-outs and failed sign-ins
 * @param configurationChanges whether to record that an application starts with other
 * settings of the library, or other tracked fields, than before
 */
@ConfigurationProperties("revtrail.events")
public record EventProperties(@DefaultValue("true") boolean failedAttempts, @DefaultValue("true") boolean deniedAccess,
		@DefaultValue("true") boolean logReads, @DefaultValue("true") boolean signIns,
		@DefaultValue("true") boolean configurationChanges) {

}
