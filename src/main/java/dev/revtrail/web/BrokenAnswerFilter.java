package dev.revtrail.web;

import java.io.IOException;

import dev.revtrail.web.request.BrokenAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes sure that the server notices an answer that was broken off. A host's exception
 * handler, or Spring MVC's own for clients that have disconnected, may have taken the
 * exception for handled.
 */
final class BrokenAnswerFilter extends OncePerRequestFilter implements Ordered {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(request, response);
		BrokenAnswer.check(request);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 2;
	}

}
