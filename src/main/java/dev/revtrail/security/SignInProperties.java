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
 * @param failedSignIns how many failed sign-ins of an account, or of a network that names
 * no account, are recorded one by one in a window; the others are summarized
 * @param failedSignInWindow how long such a window lasts, in whole seconds
 */
@ConfigurationProperties("revtrail.events")
public record SignInProperties(@DefaultValue("true") boolean signIns, @DefaultValue("USER") String userType,
		@DefaultValue("30m") Duration signInWindow, @DefaultValue("5") int failedSignIns,
		@DefaultValue("15m") Duration failedSignInWindow) {

	public SignInProperties {
		if (signInWindow.toSeconds() < 1) {
			throw new IllegalArgumentException(
					"revtrail.events.sign-in-window takes a duration from 1s, not " + signInWindow + ".");
		}
		if (failedSignIns < 0) {
			throw new IllegalArgumentException(
					"revtrail.events.failed-sign-ins takes a number from 0, not " + failedSignIns + ".");
		}
		if (failedSignInWindow.toSeconds() < 1) {
			throw new IllegalArgumentException(
					"revtrail.events.failed-sign-in-window takes a duration from 1s, not " + failedSignInWindow + ".");
		}
	}

}
