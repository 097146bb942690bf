package dev.revtrail.web.feed;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Has a request that was dispatched again to look for entries call its handler again,
 * instead of being answered with what it waited for. Comes after the host's interceptors,
 * so that a session which is kept open for the view is bound again, and closed at the
 * end.
 */
final class LookAgain implements HandlerInterceptor {

	private static final String POSSIBLE = LookAgain.class.getName();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
		if (async.hasConcurrentResult() && async.getConcurrentResult() == WaitingRequests.LOOK) {
			async.clearConcurrentResult();
		}
		request.setAttribute(POSSIBLE, true);
		return true;
	}

	/**
	 * Returns whether a request may wait: not where a filter or the host's configuration
	 * of Spring MVC does not support it.
	 */
	static boolean isPossible(HttpServletRequest request) {
		return request.getAttribute(POSSIBLE) != null && request.isAsyncSupported();
	}

}
