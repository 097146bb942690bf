package dev.clinic.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import dev.revtrail.web.ContractRefusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers requests of callers who are not known or may not do what they ask: in the form
 * of the contract that they are about, as a plain error elsewhere.
 */
class SecurityErrors implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private final ContractRefusals contracts;

	SecurityErrors(ContractRefusals contracts) {
		this.contracts = contracts;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		response.setHeader("WWW-Authenticate", "Bearer realm=\"clinic\"");
		write(request, response, HttpServletResponse.SC_UNAUTHORIZED, "unauthorized",
				(exception instanceof Refused) ? String.valueOf(exception.getMessage())
						: "An API key is required, as 'Authorization: Bearer <key>' or in X-CareHQ-APIKey.");
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
			throws IOException {
		write(request, response, HttpServletResponse.SC_FORBIDDEN, "forbidden",
				"The user of this key does not have the required role.");
	}

	private void write(HttpServletRequest request, HttpServletResponse response, int status, String error,
			String message) throws IOException {
		if (this.contracts.refuse(request, response, status, message)) {
			return;
		}
		response.setStatus(status);
		response.setContentType("application/json");
		response.getOutputStream()
			.write(MAPPER.writeValueAsString(new TreeMap<>(Map.of("error", error, "message", message)))
				.getBytes(StandardCharsets.UTF_8));
	}

}
