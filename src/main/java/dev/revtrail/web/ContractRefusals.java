package dev.revtrail.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers a rejected request in the form of its contract, for a host whose own security
 * rejects callers first. If the host calls {@link HttpServletResponse#sendError(int)}
 * instead, the answer has the contract's form and hint.
 */
@FunctionalInterface
public interface ContractRefusals {

	/**
	 * Rejects a request to a contract.
	 * @param request the request
	 * @param response the response, to which nothing has been written yet
	 * @param status the HTTP status
	 * @param hint the reason, as a sentence
	 * @return whether the request was to a contract and has been answered
	 * @throws IOException when the answer cannot be sent
	 */
	boolean refuse(HttpServletRequest request, HttpServletResponse response, int status, String hint)
			throws IOException;

}
