package dev.revtrail.web.request;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Thrown if an answer that has begun cannot be completed. The only way to signal that is
 * to break the connection, which servers do when an exception reaches them. The exception
 * has no cause: Spring MVC selects exception handlers by causes, too, and their answer
 * would end what has been sent regularly.
 */
public final class BrokenAnswer extends IOException {

	private static final String BROKEN = BrokenAnswer.class.getName();

	private BrokenAnswer(String message) {
		super(message);
	}

	/**
	 * Breaks an answer off, even if something between the caller and the server handles
	 * the exception.
	 * @param request the request
	 * @param message the reason
	 * @return the exception, to be thrown
	 */
	public static BrokenAnswer to(HttpServletRequest request, String message) {
		BrokenAnswer broken = new BrokenAnswer(message);
		request.setAttribute(BROKEN, broken);
		return broken;
	}

	/**
	 * Lets the exception of a broken answer reach the server, if it was handled.
	 * @param request the request
	 * @throws BrokenAnswer if its answer was broken off
	 */
	public static void check(HttpServletRequest request) throws BrokenAnswer {
		if (request.getAttribute(BROKEN) instanceof BrokenAnswer broken) {
			throw broken;
		}
	}

}
