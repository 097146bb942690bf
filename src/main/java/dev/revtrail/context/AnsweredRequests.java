package dev.revtrail.context;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Records the status that a request was answered with. The server notifies this listener
 * after a request has ended, including its error page and its asynchronous work; a filter
 * would be too early.
 */
class AnsweredRequests implements ServletRequestListener {

	private static final String EXPECTED = AnsweredRequests.class.getName() + ".EXPECTED";

	/**
	 * Stores a request and its response until the server has finished it.
	 */
	static void expect(ServletRequest request, HttpServletResponse response, Origin origin) {
		request.setAttribute(EXPECTED, new Expected(response, origin));
		if (origin.progress() != null) {
			origin.progress().answeredBy(response::isCommitted);
		}
	}

	@Override
	public void requestDestroyed(ServletRequestEvent event) {
		if (event.getServletRequest().getAttribute(EXPECTED) instanceof Expected expected
				&& expected.origin().progress() != null) {
			expected.origin().progress().answered(expected.response().getStatus());
		}
	}

	/**
	 * A request that is being answered.
	 *
	 * @param response its answer
	 * @param origin the origin that its changes are attributed to
	 */
	private record Expected(HttpServletResponse response, Origin origin) {

	}

}
