package dev.revtrail.web.export;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last line of an export. A file without it is incomplete.
 *
 * @param id the id of the export
 * @param rows the number of entries
 * @param sha256 the SHA-256 of all bytes before this line, in hexadecimal
 */
public record ExportTrailer(String id, long rows, String sha256) {

	/** The name by which the line is recognized. No entry begins with it. */
	public static final String NAME = "_export";

	/** Returns the line as JSON has it. */
	Map<String, Object> json() {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("id", this.id);
		properties.put("rows", this.rows);
		properties.put("sha256", this.sha256);
		return Map.of(NAME, properties);
	}

}
