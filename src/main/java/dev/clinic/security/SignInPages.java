package dev.clinic.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.clinic.record.ClinicPrincipal;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/**
 * The pages by which people sign in and out. Their addresses are relative, and they load
 * nothing but a style sheet and an icon of the application's own.
 */
final class SignInPages {

	private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
			+ "frame-ancestors 'none'; base-uri 'none'";

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<meta name="color-scheme" content="light dark">
			<title>%s</title>
			<link rel="icon" href="favicon.svg" type="image/svg+xml">
			<link rel="stylesheet" href="sign-in.css">
			</head>
			<body>
			<main>
			%s</main>
			</body>
			</html>
			""";

	private static final String SIGN_IN = """
			<h1>Sign in to the clinic</h1>
			%s<form method="post" action="sign-in">
			<label for="email">E-mail</label>
			<input id="email" name="email" type="email" autocomplete="username" required autofocus%s>
			<label for="password">Password</label>
			<input id="password" name="password" type="password" autocomplete="current-password" required%s>
			%s<button type="submit">Sign in</button>
			</form>
			""";

	private static final String SIGN_OUT = """
			<h1>Sign out of the clinic</h1>
			%s<form method="post" action="sign-out">
			<p>You are signed in as %s.</p>
			%s<button type="submit">Sign out</button>
			<a href="audit-log">Back to the audit log</a>
			</form>
			""";

	private SignInPages() {
	}

	/**
	 * Writes the page to sign in on.
	 * @param response where to
	 * @param token the token that the form must send back
	 * @param message the message to show first, or null
	 * @throws IOException when it cannot be sent
	 */
	static void signIn(HttpServletResponse response, CsrfToken token, @Nullable SignInMessage message)
			throws IOException {
		boolean wrong = message != null && message.isError();
		String described = wrong ? " aria-describedby=\"message\"" : "";
		write(response, (wrong ? "Error: " : "") + "Sign in – Clinic",
				SIGN_IN.formatted((message != null) ? message(message) : "", described, described, field(token)));
	}

	/**
	 * Writes the page that asks whether to sign out.
	 * @param response where to
	 * @param token the token that the form must send back
	 * @param user who is signed in
	 * @param message the message to show first, or null
	 * @throws IOException when it cannot be sent
	 */
	static void signOut(HttpServletResponse response, CsrfToken token, ClinicPrincipal user,
			@Nullable SignInMessage message) throws IOException {
		write(response, "Sign out – Clinic", SIGN_OUT.formatted((message != null) ? message(message) : "",
				HtmlUtils.htmlEscape(user.email()), field(token)));
	}

	private static String message(SignInMessage message) {
		return "<p id=\"message\" class=\"%s\" role=\"%s\">%s</p>\n".formatted(message.isError() ? "error" : "news",
				message.isError() ? "alert" : "status", HtmlUtils.htmlEscape(message.text()));
	}

	private static String field(CsrfToken token) {
		return "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
			.formatted(HtmlUtils.htmlEscape(token.getParameterName()), HtmlUtils.htmlEscape(token.getToken()));
	}

	private static void write(HttpServletResponse response, String title, String content) throws IOException {
		response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
		response.setHeader("Content-Security-Policy", POLICY);
		response.getOutputStream().write(PAGE.formatted(title, content).getBytes(StandardCharsets.UTF_8));
	}

}
