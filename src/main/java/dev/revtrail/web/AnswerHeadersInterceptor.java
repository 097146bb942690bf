package dev.revtrail.web;

import dev.revtrail.web.request.AnswerHeaders;
import dev.revtrail.web.request.ContractController;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Sets the headers of all answers of the library's controllers. Errors before a
 * controller have them from {@link dev.revtrail.web.request.JsonAnswer}.
 */
final class AnswerHeadersInterceptor implements HandlerInterceptor {

	private static final String LIBRARY = "dev.revtrail.";

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method && isOwn(method.getBeanType())) {
			AnswerHeaders.protect(response);
		}
		return true;
	}

	private static boolean isOwn(Class<?> controller) {
		return ContractController.class.isAssignableFrom(controller) || controller.getName().startsWith(LIBRARY);
	}

}
