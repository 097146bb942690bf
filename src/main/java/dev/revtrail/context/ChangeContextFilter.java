package dev.revtrail.context;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds each request to the changes that are made in it, and returns its id with every
 * response. Runs before all other filters except the one that reads forwarded headers,
 * which determines the caller's address if the host trusts its proxy.
 */
class ChangeContextFilter extends OncePerRequestFilter implements Ordered {

	private static final String ORIGIN = ChangeContextFilter.class.getName() + ".ORIGIN";

	private final ChangeContext context;

	private final RequestOrigins origins;

	ChangeContextFilter(ChangeContext context, RequestOrigins origins) {
		this.context = context;
		this.origins = origins;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Origin origin = originOf(request, response);
		response.setHeader(RequestOrigins.REQUEST_ID, origin.requestId());
		WebAsyncUtils.getAsyncManager(request)
			.registerCallableInterceptor(ORIGIN, new CallableBinding(this.context, origin));
		Origin outer = this.context.bind(origin);
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.context.restore(outer);
		}
	}

	/** A request keeps its id and path when it is dispatched again. */
	private Origin originOf(HttpServletRequest request, HttpServletResponse response) {
		if (request.getAttribute(ORIGIN) instanceof Origin known) {
			return known;
		}
		Origin origin = this.context.followed(this.origins.of(request));
		request.setAttribute(ORIGIN, origin);
		AnsweredRequests.expect(request, response, origin);
		return origin;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 1;
	}

}
