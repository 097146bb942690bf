package dev.revtrail.web.request;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangePage;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CursorAheadException;
import dev.revtrail.QueryTimedOutException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Base class of the controllers of all contracts. Each checks its caller itself, so that
 * it is closed even if the host protects nothing, and answers every error in the
 * contract's form.
 */
@AcceptsTrailingSlash
public abstract class ContractController {

	/** The methods that a contract supports. */
	protected static final String METHODS = "GET, HEAD, OPTIONS";

	private static final Log logger = LogFactory.getLog(ContractController.class);

	private final CallerResolver callers;

	private final ErrorForm errors;

	protected ContractController(CallerResolver callers, ErrorForm errors) {
		this.callers = callers;
		this.errors = errors;
	}

	/**
	 * Returns the caller, who may read the change log.
	 * @return the caller
	 * @throws Refusal if the caller is not known or may not read the change log
	 */
	protected Caller reader() {
		return caller(Caller.AUDIT_READ);
	}

	/**
	 * Returns the caller, regardless of authorities.
	 * @return the caller
	 * @throws Refusal if the caller is not known
	 */
	protected Caller known() {
		return this.callers.currentCaller().orElseThrow(() -> Refusal.of(401));
	}

	/**
	 * Returns the caller, who has an authority.
	 * @param authority the authority that the contract takes
	 * @return the caller
	 * @throws Refusal if the caller is not known or does not have the authority
	 */
	protected Caller caller(String authority) {
		Caller caller = known();
		if (!caller.may(authority)) {
			throw Refusal.of(403);
		}
		LogReads.by(caller);
		return caller;
	}

	/**
	 * Reads a page. A page far past the end is empty, since its offset exceeds the limits
	 * of databases.
	 * @param log the change log
	 * @param query which entries
	 * @param number the page's number, from 0
	 * @param size how many entries a page has
	 * @return the page; without entries where it lies past the end
	 */
	protected static ChangePage page(ChangeLog log, ChangeQuery query, BigInteger number, int size) {
		return window(log, query, number.multiply(BigInteger.valueOf(size)), size);
	}

	/**
	 * Reads entries from an offset on. There are none far past the end, since such
	 * offsets exceed the limits of databases.
	 * @param log the change log
	 * @param query which entries
	 * @param offset how many entries to skip
	 * @param size how many entries to read at most
	 * @return the entries; none where the place lies past the end
	 */
	protected static ChangePage window(ChangeLog log, ChangeQuery query, BigInteger offset, int size) {
		if (offset.compareTo(BigInteger.valueOf(Integer.MAX_VALUE)) > 0) {
			long total = log.count(query);
			if (offset.compareTo(BigInteger.valueOf(total)) >= 0) {
				return new ChangePage(List.of(), total, 0);
			}
		}
		return log.window(query, offset.longValueExact(), size);
	}

	/**
	 * Answers with the methods that are allowed.
	 * @param response the response
	 * @throws IOException when the answer cannot be sent
	 */
	protected void allow(HttpServletResponse response) throws IOException {
		allow(response, METHODS);
	}

	/**
	 * Answers with the methods that are allowed.
	 * @param response the response
	 * @param methods the methods
	 * @throws IOException when the answer cannot be sent
	 */
	protected void allow(HttpServletResponse response, String methods) throws IOException {
		response.setHeader("Allow", methods);
		JsonAnswer.write(response, 200, Map.of());
	}

	/**
	 * Rejects a method that is not supported.
	 * @param response the response
	 * @return the refusal, to be thrown
	 */
	protected Refusal otherMethod(HttpServletResponse response) {
		return otherMethod(response, METHODS);
	}

	/**
	 * Rejects a method that is not supported.
	 * @param response the response
	 * @param methods the supported methods
	 * @return the refusal, to be thrown
	 */
	protected Refusal otherMethod(HttpServletResponse response, String methods) {
		known();
		response.setHeader("Allow", methods);
		return new Refusal(405, "This takes " + methods + ".", null);
	}

	/**
	 * Returns the parameters of a request.
	 * @param request the request
	 * @return the parameters, decoded
	 * @throws Refusal when they cannot be read
	 */
	protected static Map<String, String[]> parametersOf(HttpServletRequest request) {
		try {
			return request.getParameterMap();
		}
		catch (RuntimeException ex) {
			// Each server has its own exceptions for what it cannot decode or counts too
			// many.
			logger.debug("A query string could not be read.", ex);
			throw new Refusal(400, "The query string is malformed or has too many parameters.", null);
		}
	}

	@ExceptionHandler
	protected void refuse(Refusal refusal, HttpServletResponse response) throws IOException {
		JsonAnswer.write(response, refusal.status(), this.errors.body(refusal));
	}

	@ExceptionHandler
	protected void refuse(CursorAheadException exception, HttpServletResponse response) throws IOException {
		refuse(Refusal.badArguments(Map.of("after", List.of(String.valueOf(exception.getMessage())))), response);
	}

	/**
	 * Keeps the host's exception handlers from adding to an answer that is broken off.
	 */
	@ExceptionHandler
	void leaveToServer(BrokenAnswer exception) throws BrokenAnswer {
		throw exception;
	}

	@ExceptionHandler
	protected void end(QueryTimedOutException exception, HttpServletResponse response) throws IOException {
		logger.warn(exception.getMessage());
		refuse(Refusal.of(503), response);
	}

	@ExceptionHandler
	protected void fail(RuntimeException exception, HttpServletResponse response) throws IOException {
		logger.error("The change log could not be read.", exception);
		refuse(Refusal.of(500), response);
	}

}
