package dev.clinic.api;

import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses JSON patches, which write by setters that the records do not have; a PATCH is
 * the fields to change and their new values.
 */
class MergePatchOnly implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws HttpMediaTypeNotSupportedException {
		String type = request.getContentType();
		if (HttpMethod.PATCH.matches(request.getMethod()) && type != null
				&& type.toLowerCase(Locale.ROOT).contains("json-patch")) {
			throw new HttpMediaTypeNotSupportedException(MediaType.valueOf("application/json-patch+json"),
					List.of(MediaType.valueOf("application/merge-patch+json"), MediaType.APPLICATION_JSON));
		}
		return true;
	}

}
