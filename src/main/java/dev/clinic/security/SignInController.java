package dev.clinic.security;

import java.io.IOException;

import dev.clinic.record.ClinicPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Shows the pages by which people sign in and out; their forms are Spring Security's to
 * answer.
 */
@Controller
class SignInController {

	/** The address for signing in. */
	static final String SIGN_IN = "/sign-in";

	/** The address for signing out. */
	static final String SIGN_OUT = "/sign-out";

	/** The address after signing in, unless another page was requested. */
	static final String HOME = "/audit-log";

	private final OwnRedirects redirects = new OwnRedirects();

	@GetMapping("/")
	void home(HttpServletRequest request, HttpServletResponse response) {
		this.redirects.sendRedirect(request, response, HOME);
	}

	@GetMapping(SIGN_IN)
	void signIn(HttpServletRequest request, HttpServletResponse response, CsrfToken token) throws IOException {
		SignInPages.signIn(response, token, SignInMessage.askedFor(request).orElse(null));
	}

	@GetMapping(SIGN_OUT)
	void signOut(HttpServletRequest request, HttpServletResponse response, CsrfToken token,
			@AuthenticationPrincipal @Nullable ClinicPrincipal user) throws IOException {
		if (user != null) {
			SignInPages.signOut(response, token, user, null);
		}
		else {
			this.redirects.sendRedirect(request, response, SIGN_IN);
		}
	}

}
