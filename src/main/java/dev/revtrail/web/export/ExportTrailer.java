package dev.revtrail.web.export;

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

}
