package dev.revtrail.event;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which events the library records by itself.
 *
 * @param failedAttempts whether to record that somebody tried to change a tracked record
 * in vain
 * @param deniedAccess whether to record that somebody who is known was answered 403
 */
@ConfigurationProperties("revtrail.events")
public record EventProperties(@DefaultValue("true") boolean failedAttempts, @DefaultValue("true") boolean deniedAccess,
		@DefaultValue("true") boolean logReads, @DefaultValue("true") boolean signIns) {

}
