package dev.revtrail.graphql;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives GraphQL's form to what refuses a request before it comes to the contract, such as
 * the host's security: its status and headers stay, its body is replaced.
 */
class GraphQlErrorFilter extends OncePerRequestFilter implements Ordered {

	private static final Log logger = LogFactory.getLog(GraphQlErrorFilter.class);

	private final Set<String> paths;

	GraphQlErrorFilter(Set<String> paths) {
		this.paths = paths;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException {
		Watched watched = new Watched(request, response);
		int status;
		try {
			chain.doFilter(request, watched);
			status = watched.isRefusedElsewhere() ? watched.getStatus() : 0;
		}
		catch (RuntimeException | ServletException ex) {
			logger.error("A request to the audit log failed before it came there.", ex);
			status = 500;
		}
		if (status != 0 && !response.isCommitted()) {
			response.resetBuffer();
			GraphQlAnswer answer = GraphQlAnswer.accepted(Collections.list(request.getHeaders("Accept")));
			((answer != null) ? answer : GraphQlAnswer.JSON).write(GraphQlRefusal.of(status), request, response);
		}
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String uri = request.getRequestURI();
		return !uri.startsWith(request.getContextPath())
				|| !this.paths.contains(uri.substring(request.getContextPath().length()));
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 2;
	}

	/** Keeps back what others than the contract answer. */
	private static final class Watched extends HttpServletResponseWrapper {

		private final HttpServletRequest request;

		Watched(HttpServletRequest request, HttpServletResponse response) {
			super(response);
			this.request = request;
		}

		boolean isRefusedElsewhere() {
			return getStatus() >= 400 && this.request.getAttribute(GraphQlAnswer.ANSWERED) == null;
		}

		@Override
		public void sendError(int status, String message) {
			setStatus(status);
		}

		@Override
		public void sendError(int status) {
			setStatus(status);
		}

		@Override
		public void flushBuffer() throws IOException {
			if (!isRefusedElsewhere()) {
				super.flushBuffer();
			}
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			return isRefusedElsewhere() ? new Nowhere() : super.getOutputStream();
		}

		@Override
		public PrintWriter getWriter() throws IOException {
			return isRefusedElsewhere()
					? new PrintWriter(OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8)
					: super.getWriter();
		}

	}

	/** Takes what nobody will read. */
	private static final class Nowhere extends ServletOutputStream {

		@Override
		public void write(int octet) {
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new IllegalStateException("This is not written asynchronously.");
		}

	}

}
