package dev.revtrail.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Words a refusal as the contract does that a request is about, for a host whose own
 * security refuses callers before they come to it. Where a host leaves that to
 * {@link HttpServletResponse#sendError(int)}, the contract's form comes by itself, with a
 * hint of its own.
 */
@FunctionalInterface
public interface ContractRefusals {

	/**
	 * Refuses a request to a contract.
	 * @param request the request
	 * @param response the response, nothing of which has been written yet
	 * @param status the HTTP status
	 * @param hint why, as a sentence
	 * @return whether the request was one to a contract and has been answered
	 * @throws IOException when the answer cannot be sent
	 */
	boolean refuse(HttpServletRequest request, HttpServletResponse response, int status, String hint)
			throws IOException;

}
