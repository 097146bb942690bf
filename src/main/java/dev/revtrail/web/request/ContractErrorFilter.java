package dev.revtrail.web.request;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Answers errors under the contract's path in its form if they arise before its
 * controller, in the host's security or in the server, and would go to the host's error
 * page. Tomcat includes that page in an answer that has begun; then it stays empty.
 */
public class ContractErrorFilter extends OncePerRequestFilter implements Ordered {

	private final PathPattern path;

	private final ErrorForm errors;

	private ContractErrorFilter(PathPattern path, ErrorForm errors) {
		this.path = path;
		this.errors = errors;
	}

	/**
	 * Creates a filter for all requests under a path.
	 * @param environment the application's environment, which contains the path of its
	 * dispatcher servlet
	 * @param path the path within the dispatcher servlet, in which an asterisk matches
	 * any one segment
	 * @param errors the contract's form of errors
	 * @return the filter
	 */
	public static ContractErrorFilter of(Environment environment, String path, ErrorForm errors) {
		String servlet = StringUtils.trimTrailingCharacter(environment.getProperty("spring.mvc.servlet.path", ""), '/');
		return new ContractErrorFilter(PathPatternParser.defaultInstance.parse(servlet + path + "/**"), errors);
	}

	/**
	 * Checks a path that a host configures.
	 * @param property the property that contains it
	 * @param path the path
	 * @param example a valid path
	 * @throws IllegalArgumentException when it would not
	 */
	public static void checkPath(String property, String path, String example) {
		if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
			throw new IllegalArgumentException(property + " takes a path such as " + example + ", not '" + path + "'.");
		}
	}

	/**
	 * Returns whether a request is to the contract.
	 * @param request the request
	 * @return whether its path is the contract's
	 */
	public boolean isServedHere(HttpServletRequest request) {
		String uri = (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed) ? failed
				: request.getRequestURI();
		return uri.startsWith(request.getContextPath()) && matches(uri.substring(request.getContextPath().length()));
	}

	/**
	 * Matches a path as the dispatcher servlet does, so that all spellings of a path are
	 * equal.
	 */
	private boolean matches(String uri) {
		try {
			return this.path.matches(PathContainer.parsePath(uri));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Rejects a request in the contract's form, for a host's own security.
	 * @param response the response, to which nothing has been written yet
	 * @param status the HTTP status
	 * @param hint the reason, as a sentence
	 * @throws IOException when the answer cannot be sent
	 */
	public void refuse(HttpServletResponse response, int status, String hint) throws IOException {
		refuse(response, new Refusal(status, hint, null));
	}

	public void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
		JsonAnswer.write(response, refusal.status(), this.errors.body(refusal));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException {
		if (response.isCommitted()) {
			// The server breaks the connection if nothing completes what has been sent
			return;
		}
		int status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) ? code : 500;
		refuse(response, Refusal.of(status));
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		boolean failed = request.getDispatcherType() == DispatcherType.ERROR
				|| request.getDispatcherType() == DispatcherType.INCLUDE;
		return !failed || request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) == null || !isServedHere(request);
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + (this.path.getPatternString().contains("*/") ? 3 : 2);
	}

}
