package dev.clinic.api;

import java.util.List;
import java.util.Map;

/**
 * The body of an error under {@code /api}.
 *
 * @param error what is wrong, as a whole sentence
 * @param fields what is wrong with which field; empty when it is not about fields
 */
record ApiProblem(String error, Map<String, List<String>> fields) {

	ApiProblem(String error) {
		this(error, Map.of());
	}

}
