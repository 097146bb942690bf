package dev.clinic.security;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Refuses people as they can read it: they are sent to where they sign in, and a form
 * whose token is wrong is shown again. Programs are refused as everywhere.
 */
class PageRefusals implements AuthenticationEntryPoint, AccessDeniedHandler, AuthenticationFailureHandler {

	private final OwnRedirects redirects = new OwnRedirects();

	private final SecurityErrors errors;

	private final RequestMatcher visits;

	/**
	 * Creates the refusals.
	 * @param errors what programs are answered
	 * @param visits requests by which somebody opens a page
	 */
	PageRefusals(SecurityErrors errors, RequestMatcher visits) {
		this.errors = errors;
		this.visits = visits;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		if (this.visits.matches(request)) {
			this.redirects.sendRedirect(request, response, SignInController.SIGN_IN);
		}
		else {
			this.errors.commence(request, response, exception);
		}
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
			throws IOException {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		if (!(exception instanceof CsrfException)
				|| !(request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token)) {
			this.errors.handle(request, response, exception);
			return;
		}
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (path.equals(SignInController.SIGN_OUT) && authentication instanceof UserAuthentication user) {
			response.setStatus(HttpServletResponse.SC_FORBIDDEN);
			SignInPages.signOut(response, token, user.getPrincipal(), SignInMessage.EXPIRED);
		}
		else if (path.equals(SignInController.SIGN_IN) || path.equals(SignInController.SIGN_OUT)) {
			response.setStatus(HttpServletResponse.SC_FORBIDDEN);
			SignInPages.signIn(response, token, SignInMessage.EXPIRED);
		}
		else {
			this.errors.handle(request, response, exception);
		}
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws ServletException {
		if (exception instanceof AuthenticationServiceException) {
			throw new ServletException("Signing in failed.", exception);
		}
		this.redirects.sendRedirect(request, response,
				((exception instanceof TooManyAttempts) ? SignInMessage.TOO_MANY : SignInMessage.FAILED).address());
	}

}
