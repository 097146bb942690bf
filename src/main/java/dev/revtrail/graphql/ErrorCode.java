package dev.revtrail.graphql;

/**
 * The {@code extensions.code} of an error, with the HTTP status of a request that is
 * answered with the error alone.
 */
enum ErrorCode {

	/** The caller is not known. */
	UNAUTHENTICATED(401),

	/** The caller may not read the log. */
	FORBIDDEN(403),

	/** The request is malformed, invalid or beyond a limit. */
	BAD_USER_INPUT(400),

	/** There is no such version of the contract. */
	UNSUPPORTED_API_VERSION(400),

	/** The request was rejected before it reached the contract. */
	REQUEST_REFUSED(400),

	/** The query reached its time limit. */
	QUERY_TIMEOUT(503),

	/** The error is on the server. */
	INTERNAL_SERVER_ERROR(500);

	private final int status;

	ErrorCode(int status) {
		this.status = status;
	}

	/**
	 * Returns the code of an HTTP status.
	 * @param status the status, from 400
	 * @return the code
	 */
	static ErrorCode of(int status) {
		return switch (status) {
			case 401 -> UNAUTHENTICATED;
			case 403 -> FORBIDDEN;
			case 400 -> BAD_USER_INPUT;
			case 503 -> QUERY_TIMEOUT;
			default -> (status < 500) ? REQUEST_REFUSED : INTERNAL_SERVER_ERROR;
		};
	}

	int status() {
		return this.status;
	}

}
