package dev.revtrail.web.export;

import java.util.List;

import dev.revtrail.ChangeQuery;
import dev.revtrail.web.request.RequestParameters;

/**
 * What an export was asked for.
 *
 * @param query the query, with the order of entries
 * @param format the format
 */
public record ExportRequest(ChangeQuery query, ExportFormat format) {

	/**
	 * Reads the required parameter {@code format}.
	 * @param arguments the parameters
	 * @param formats the formats to choose from, each with the name that is its extension
	 * @return the format; the first one where the parameter is in error
	 */
	public static ExportFormat format(RequestParameters arguments, ExportFormat... formats) {
		List<String> names = List.of(formats).stream().map(ExportFormat::extension).toList();
		if (!arguments.has("format")) {
			arguments.reject("format", "format takes " + RequestParameters.oneOf(names) + ".");
		}
		return formats[arguments.word("format", names).map(names::indexOf).orElse(0)];
	}

}
