package dev.clinic.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.RedirectStrategy;

/**
 * Sends browsers to addresses of the application and to no others. The address is
 * relative to the one that was asked for, so that it holds behind every proxy.
 */
class OwnRedirects implements RedirectStrategy {

	/**
	 * Redirects.
	 * @param request the request
	 * @param response the response
	 * @param url an address within the application, which begins with a slash
	 */
	@Override
	public void sendRedirect(HttpServletRequest request, HttpServletResponse response, String url) {
		String here = request.getRequestURI().substring(request.getContextPath().length());
		long depth = here.chars().skip(1).filter((character) -> character == '/').count();
		response.setStatus(HttpServletResponse.SC_FOUND);
		response.setHeader(HttpHeaders.LOCATION, "./" + "../".repeat((int) depth) + url.substring(1));
	}

}
