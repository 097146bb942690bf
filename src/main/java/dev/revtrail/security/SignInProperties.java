package dev.revtrail.security;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What to record of people who sign in.
 *
 * @param signIns whether to record who signs in and out, and who fails to sign in
 * @param userType the record type of the host's users, whose ids are those of actors;
 * where no such type is tracked, sign-ins are about the application
 * @param signInWindow how long a credential that comes with each request, such as a
 * token, may be unused before its next request is a sign-in again
 */
@ConfigurationProperties("revtrail.events")
public record SignInProperties(@DefaultValue("true") boolean signIns, @DefaultValue("USER") String userType,
		@DefaultValue("30m") Duration signInWindow) {

}
