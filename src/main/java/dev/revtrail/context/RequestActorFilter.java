package dev.revtrail.context;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who made a request that failed, as long as that is known: once the host's
 * security is through with it, nobody is at work any more. It comes last, behind that.
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
