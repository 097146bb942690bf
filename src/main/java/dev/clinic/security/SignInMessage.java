package dev.clinic.security;

import java.util.Arrays;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The messages of the sign-in page, by the URL parameter that selects them.
 */
enum SignInMessage {

	/** The same for every cause, so that it does not reveal which accounts exist. */
	FAILED("failed", true, "Wrong e-mail or password."),

	/** Too many attempts came before this one. */
	TOO_MANY("too-many", true,
			"Too many attempts with this e-mail address. Wait " + SignInAttempts.PERIOD.toMinutes()
					+ " minutes, then try again."),

	/** The form's token was wrong, as it is when its session has ended. */
	EXPIRED("expired", true, "This page has expired. Try again."),

	/** Signed out. */
	SIGNED_OUT("signed-out", false, "You are signed out.");

	private final String parameter;

	private final boolean error;

	private final String text;

	SignInMessage(String parameter, boolean error, String text) {
		this.parameter = parameter;
		this.error = error;
		this.text = text;
	}

	static Optional<SignInMessage> askedFor(HttpServletRequest request) {
		return Arrays.stream(values()).filter((message) -> request.getParameter(message.parameter) != null).findFirst();
	}

	/** Returns the address of the page with this message. */
	String address() {
		return SignInController.SIGN_IN + "?" + this.parameter;
	}

	boolean isError() {
		return this.error;
	}

	String text() {
		return this.text;
	}

}
