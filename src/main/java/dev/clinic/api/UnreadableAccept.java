package dev.clinic.api;

import java.io.IOException;

import dev.revtrail.web.ContractRefusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.Ordered;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers 406 where a request's {@code Accept} cannot be read. Spring Data REST reads it
 * while it looks for a handler, also for paths that are not its own, and lets go what it
 * then throws.
 */
@Component
class UnreadableAccept implements HandlerExceptionResolver, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(UnreadableAccept.class);

	private static final String HINT = "The Accept header is malformed.";

	private final ContractRefusals contracts;

	UnreadableAccept(ContractRefusals contracts) {
		this.contracts = contracts;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		if (handler != null || !(ex instanceof InvalidMediaTypeException)) {
			return null;
		}
		try {
			if (!this.contracts.refuse(request, response, HttpServletResponse.SC_NOT_ACCEPTABLE, HINT)) {
				response.setStatus(HttpServletResponse.SC_NOT_ACCEPTABLE);
				response.setContentType("application/json");
				response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(new ApiProblem(HINT)));
			}
		}
		catch (IOException notSent) {
			logger.debug("The caller closed the connection before the response was sent.", notSent);
		}
		return new ModelAndView();
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
