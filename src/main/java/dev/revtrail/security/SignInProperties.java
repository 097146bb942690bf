package dev.revtrail.security;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the recording of sign-ins.
 *
 * @param signIns whether to record sign-ins, sign-outs and failed sign-ins
 * @param userType the record type of the host's users, whose ids are those of actors; if
 * no such type is tracked, sign-ins are about the application
 * @param signInWindow how long a credential that comes with each request, such as a
 * token, may be unused before its next request is a sign-in again
 */
@ConfigurationProperties("revtrail.events")
public record SignInProperties(@DefaultValue("true") boolean signIns, @DefaultValue("USER") String userType,
		@DefaultValue("30m") Duration signInWindow) {

}
