package dev.revtrail.web.export;

import java.util.List;

import dev.revtrail.ChangeQuery;
import dev.revtrail.web.request.RequestParameters;

/**
 * The parameters of an export.
 *
 * @param query the query, with the order of entries
 * @param format the format: csv or ndjson
 */
public record ExportRequest(ChangeQuery query, String format) {

	private static final List<String> FORMATS = List.of("csv", "ndjson");

	/**
	 * Reads the required parameter {@code format}.
	 * @param arguments the parameters
	 * @return the format; an empty text where it is in error
	 */
	public static String format(RequestParameters arguments) {
		String format = arguments.word("format", FORMATS).orElse("");
		if (!arguments.has("format")) {
			arguments.reject("format", "format takes " + RequestParameters.oneOf(FORMATS) + ".");
		}
		return format;
	}

}
