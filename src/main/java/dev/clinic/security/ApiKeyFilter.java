package dev.clinic.security;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates requests by their API keys. A request that is dispatched again after it
 * has waited is authenticated again, but its signature is not checked twice, since its
 * nonce was taken the first time.
 */
class ApiKeyFilter extends OncePerRequestFilter {

	/** Stands for who has a key that is not accepted. */
	private static final String KEY = "API key";

	private final ApiKeyAuthenticator authenticator;

	private final SecurityContextRepository contexts;

	private final AuthenticationEntryPoint refusal;

	private final AuthenticationEventPublisher events;

	ApiKeyFilter(ApiKeyAuthenticator authenticator, SecurityContextRepository contexts,
			AuthenticationEntryPoint refusal, AuthenticationEventPublisher events) {
		this.authenticator = authenticator;
		this.contexts = contexts;
		this.refusal = refusal;
		this.events = events;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			authentication(request, response).ifPresent((authentication) -> {
				SecurityContext context = SecurityContextHolder.createEmptyContext();
				context.setAuthentication(authentication);
				SecurityContextHolder.setContext(context);
				this.contexts.saveContext(context, request, response);
			});
		}
		catch (AuthenticationException ex) {
			this.events.publishAuthenticationFailure(ex, new PreAuthenticatedAuthenticationToken(KEY, ""));
			this.refusal.commence(request, response, ex);
			return;
		}
		chain.doFilter(request, response);
	}

	/** An answer that has begun can no longer be refused. */
	private Optional<Authentication> authentication(HttpServletRequest request, HttpServletResponse response) {
		if (request.getDispatcherType() != DispatcherType.ASYNC) {
			return this.authenticator.authenticate(request);
		}
		return response.isCommitted() ? Optional.empty() : this.authenticator.authenticateAgain(request);
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

}
