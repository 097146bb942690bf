package dev.clinic.security;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps in a session the id of the user who signed in, and nothing else: what the user
 * may do is asked of the database at each request, so that somebody who was switched off
 * is signed out at once.
 */
@Component
class SessionUsers implements SecurityContextRepository {

	private static final String USER = SessionUsers.class.getName() + ".user";

	private final Accounts accounts;

	SessionUsers(Accounts accounts) {
		this.accounts = accounts;
	}

	@Override
	@SuppressWarnings("deprecation")
	public SecurityContext loadContext(HttpRequestResponseHolder exchange) {
		return userOf(exchange.getRequest()).flatMap(this.accounts::of)
			.<SecurityContext>map((account) -> new SecurityContextImpl(new UserAuthentication(account.principal())))
			.orElseGet(SecurityContextHolder::createEmptyContext);
	}

	@Override
	public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
		if (context.getAuthentication() instanceof UserAuthentication user) {
			request.getSession().setAttribute(USER, user.getPrincipal().userId());
		}
		else {
			session(request).ifPresent((session) -> session.removeAttribute(USER));
		}
	}

	@Override
	public boolean containsContext(HttpServletRequest request) {
		return userOf(request).isPresent();
	}

	private static Optional<Long> userOf(HttpServletRequest request) {
		return session(request).map((session) -> (Long) session.getAttribute(USER));
	}

	private static Optional<HttpSession> session(HttpServletRequest request) {
		return Optional.ofNullable(request.getSession(false));
	}

}
