package dev.revtrail.web.request;

import dev.revtrail.Action;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Records reads of the change log by a contract, once for each call, after the answer.
 * Skips contracts that write, or that record more about their reads. A contract whose
 * URLs do not contain the query calls {@link #record}.
 */
public final class LogReads implements HandlerInterceptor {

	private static final String LEFT = LogReads.class.getName() + ".LEFT";

	private static final int LONGEST_QUERY = 4000;

	private final EventLog events;

	public LogReads(EventLog events) {
		this.events = events;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception exception) {
		boolean read = request.getMethod().equals("GET") && response.getStatus() == 200
				&& request.getAttribute(LEFT) == null && handler instanceof HandlerMethod method
				&& ContractController.class.isAssignableFrom(method.getBeanType());
		if (read) {
			record(request.getQueryString());
		}
	}

	/**
	 * Records that the current actor read the change log.
	 * @param query the query, which is cut to the length that fits; null if it is not
	 * known
	 */
	public void record(@Nullable String query) {
		this.events.recordLater(withQuery(Event.of(Action.VIEW, RecordRef.none(RecordRef.CHANGE_LOG)), query));
	}

	/**
	 * Leaves the recording of a request to its controller.
	 * @param request the request
	 */
	public static void leave(HttpServletRequest request) {
		request.setAttribute(LEFT, true);
	}

	/** Returns a query, cut to the length that is kept. */
	static String cut(String query) {
		return (query.length() > LONGEST_QUERY) ? query.substring(0, LONGEST_QUERY) : query;
	}

	/** Returns the event with the query, cut to the length that is kept. */
	public static Event withQuery(Event event, @Nullable String query) {
		return StringUtils.hasText(query) ? event.with("query", query, LONGEST_QUERY) : event;
	}

}
