package dev.revtrail.context;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Resolves the actor of a failed request while it is still known: the host's security
 * clears the authentication at its end. Runs last, after the host's security.
 */
class RequestActorFilter extends OncePerRequestFilter {

	private final ChangeContext context;

	RequestActorFilter(ChangeContext context) {
		this.context = context;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean answered = false;
		try {
			chain.doFilter(request, response);
			answered = response.getStatus() < 400 && !isAsyncStarted(request);
		}
		finally {
			if (!answered) {
				this.context.current();
			}
		}
	}

}
