package dev.revtrail.graphql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;

import dev.revtrail.CallerResolver;
import dev.revtrail.web.request.AcceptsTrailingSlash;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Contract 4 over HTTP. It decides itself who may read the log, so that it is closed
 * where the host protects nothing; only the schema is for everybody, where the host
 * switches that on.
 */
@Controller
@AcceptsTrailingSlash
@RequestMapping("${revtrail.graphql.path:/graphql}")
class GraphQlController {

	private static final Log logger = LogFactory.getLog(GraphQlController.class);

	private final GraphQlEngine engine;

	private final CallerResolver callers;

	private final int largestRequest;

	GraphQlController(GraphQlEngine engine, CallerResolver callers, GraphQlProperties properties) {
		this.engine = engine;
		this.callers = callers;
		this.largestRequest = (int) properties.maxRequestSize().toBytes();
	}

	@PostMapping
	void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
		GraphQlAnswer answer = accepted(request);
		ApiVersion version = ApiVersion.of(request.getHeader(ApiVersion.HEADER));
		answer(answer, version, GraphQlRequest.ofBody(request, this.largestRequest), response);
	}

	@GetMapping
	void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
		GraphQlAnswer answer = accepted(request);
		ApiVersion version = ApiVersion.of(request.getHeader(ApiVersion.HEADER));
		answer(answer, version, GraphQlRequest.ofParameters(parametersOf(request)), response);
	}

	private void answer(GraphQlAnswer answer, ApiVersion version, GraphQlRequest wanted, HttpServletResponse response)
			throws IOException {
		answer.write(this.engine.execute(version, wanted, this.callers.currentCaller().orElse(null)), response);
	}

	@GetMapping("/schema")
	void schema(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!this.engine.isIntrospected()) {
			throw GraphQlRefusal.of(404);
		}
		byte[] text = this.engine.schema(ApiVersion.of(request.getHeader(ApiVersion.HEADER)))
			.getBytes(StandardCharsets.UTF_8);
		response.setContentType("text/plain;charset=utf-8");
		response.setContentLength(text.length);
		response.getOutputStream().write(text);
	}

	@RequestMapping(method = RequestMethod.OPTIONS)
	void options(HttpServletResponse response) {
		allow(response, "GET, HEAD, POST, OPTIONS");
		response.setStatus(204);
	}

	@RequestMapping(path = "/schema", method = RequestMethod.OPTIONS)
	void optionsOfSchema(HttpServletResponse response) {
		allow(response, "GET, HEAD, OPTIONS");
		response.setStatus(204);
	}

	@RequestMapping
	void otherMethod(HttpServletResponse response) {
		allow(response, "GET, HEAD, POST, OPTIONS");
		throw GraphQlRefusal.of(405);
	}

	@RequestMapping("/schema")
	void otherMethodOfSchema(HttpServletResponse response) {
		allow(response, "GET, HEAD, OPTIONS");
		throw new GraphQlRefusal(ErrorCode.REQUEST_REFUSED, 405, "The schema takes GET.");
	}

	private static void allow(HttpServletResponse response, String methods) {
		response.setHeader("Allow", methods);
	}

	private static GraphQlAnswer accepted(HttpServletRequest request) {
		GraphQlAnswer answer = GraphQlAnswer.accepted(Collections.list(request.getHeaders("Accept")));
		if (answer == null) {
			throw GraphQlRefusal.of(406);
		}
		return answer;
	}

	private static Map<String, String[]> parametersOf(HttpServletRequest request) {
		try {
			return request.getParameterMap();
		}
		catch (RuntimeException ex) {
			// Each server has its own exceptions for what it cannot decode or counts too
			// many.
			logger.debug("A query string could not be read.", ex);
			throw new GraphQlRefusal(ErrorCode.BAD_USER_INPUT,
					"The query string is malformed or has too many parameters.");
		}
	}

	@ExceptionHandler
	void refuse(GraphQlRefusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
		GraphQlAnswer answer = GraphQlAnswer.accepted(Collections.list(request.getHeaders("Accept")));
		((answer != null) ? answer : GraphQlAnswer.JSON).write(refusal, response);
	}

	@ExceptionHandler
	void fail(RuntimeException exception, HttpServletRequest request, HttpServletResponse response) throws IOException {
		logger.error("The audit log could not be read.", exception);
		refuse(GraphQlRefusal.of(500), request, response);
	}

}
