package dev.revtrail.web;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives the contract's form to errors under its path that arose before its controller, in
 * the host's security or in the server, and would go to the host's error page.
 */
public class ContractErrorFilter extends OncePerRequestFilter implements Ordered {

	private final String path;

	/**
	 * A filter for all that is under a path.
	 * @param path the path, beginning and not ending with a slash
	 */
	public ContractErrorFilter(String path) {
		this.path = path;
	}

	/**
	 * A filter for all that an application serves under a path.
	 * @param environment the application's environment, which says where its dispatcher
	 * servlet is
	 * @param path the path within the dispatcher servlet
	 * @return the filter
	 */
	public static ContractErrorFilter of(Environment environment, String path) {
		String servlet = environment.getProperty("spring.mvc.servlet.path", "");
		return new ContractErrorFilter(StringUtils.trimTrailingCharacter(servlet, '/') + path);
	}

	/**
	 * Checks a path that a host gives.
	 * @param property the property that it stands in
	 * @param path the path
	 * @param example a path that would do
	 * @throws IllegalArgumentException when it would not
	 */
	public static void checkPath(String property, String path, String example) {
		if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
			throw new IllegalArgumentException(property + " takes a path such as " + example + ", not '" + path + "'.");
		}
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException {
		int status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) ? code : 500;
		Refusal refusal = Refusal.of(status);
		JsonAnswer.write(response, status, refusal.body());
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		if (request.getDispatcherType() != DispatcherType.ERROR
				|| !(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri)) {
			return true;
		}
		String base = request.getContextPath() + this.path;
		return !uri.equals(base) && !uri.startsWith(base + "/") && !uri.startsWith(base + ";");
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 2;
	}

}
