package dev.revtrail.web;

import java.io.IOException;
import java.util.Optional;

import dev.revtrail.web.request.ContractErrorFilter;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestLimits;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits requests to the contracts: after the host's security, which determines the
 * caller, and before the errors of requests that the security rejected.
 */
final class RateLimitFilter extends OncePerRequestFilter implements Ordered {

	private final Contracts contracts;

	private final RequestLimits limits;

	private final DispatcherType dispatch;

	private final int order;

	private RateLimitFilter(Contracts contracts, RequestLimits limits, DispatcherType dispatch, int order) {
		this.contracts = contracts;
		this.limits = limits;
		this.dispatch = dispatch;
		this.order = order;
	}

	static RateLimitFilter ofRequests(Contracts contracts, RequestLimits limits) {
		return new RateLimitFilter(contracts, limits, DispatcherType.REQUEST, Ordered.LOWEST_PRECEDENCE);
	}

	static RateLimitFilter ofErrors(Contracts contracts, RequestLimits limits) {
		return new RateLimitFilter(contracts, limits, DispatcherType.ERROR, Ordered.HIGHEST_PRECEDENCE + 1);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<ContractErrorFilter> contract = this.contracts.servedHere(request);
		if (contract.isEmpty() || this.limits.allow(request, response)) {
			chain.doFilter(request, response);
		}
		else {
			contract.get().refuse(response, Refusal.of(429));
		}
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getDispatcherType() != this.dispatch;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

}
