package dev.revtrail.web.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.revtrail.ChangeEntry;
import dev.revtrail.web.request.JsonAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values by RFC 4180, for spreadsheets: with a byte-order mark, which
 * marks the file as UTF-8, and with an apostrophe wherever a spreadsheet would read a
 * formula. The last record has {@link ExportTrailer#NAME} in its first cell.
 *
 * @param columns the names of the columns
 * @param values the values of an entry, in the order of the columns; null for none
 */
public record CsvFormat(List<String> columns,
		Function<ChangeEntry, List<? extends @Nullable String>> values) implements ExportFormat {

	private static final String BYTE_ORDER_MARK = "\ufeff";

	/** Includes the full-width forms, which some spreadsheets accept. */
	private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

	/** Where spreadsheets with other settings than a comma begin a cell or a line. */
	private static final String SEPARATORS = ";\t\r\n";

	@Override
	public String extension() {
		return "csv";
	}

	@Override
	public String mediaType() {
		return "text/csv;charset=UTF-8";
	}

	@Override
	public byte[] head() {
		return JsonAnswer.bytes(BYTE_ORDER_MARK + line(this.columns));
	}

	@Override
	public byte[] row(ChangeEntry entry) {
		return JsonAnswer.bytes(line(this.values.apply(entry)));
	}

	@Override
	public byte[] trailer(ExportTrailer trailer) {
		List<@Nullable String> values = new ArrayList<>(Collections.nCopies(this.columns.size(), ""));
		values.set(0, ExportTrailer.NAME);
		values.set(1, trailer.id());
		values.set(2, Long.toString(trailer.rows()));
		values.set(3, trailer.sha256());
		return JsonAnswer.bytes(line(values));
	}

	private static String line(List<? extends @Nullable String> values) {
		return values.stream()
			.map((value) -> quoted(Objects.requireNonNullElse(value, "")))
			.collect(Collectors.joining(",")) + "\r\n";
	}

	private static String quoted(String value) {
		String text = defused(value);
		boolean plain = text.chars().noneMatch((character) -> ",\"\r\n".indexOf(character) >= 0);
		return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
	}

	/**
	 * Puts an apostrophe where a cell may begin and the sign of a formula follows, even
	 * after white space or quotes, and before a value that begins with a separator.
	 */
	private static String defused(String value) {
		StringBuilder text = new StringBuilder(value.length() + 1);
		int begin = 0;
		boolean beginning = true;
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			boolean separates = SEPARATORS.indexOf(character) >= 0;
			boolean isFormula = beginning && FORMULA.indexOf(character) >= 0;
			if (isFormula || (separates && i == 0)) {
				text.insert(begin, '\'');
			}
			text.append(character);
			begin = separates ? text.length() : begin;
			beginning = separates || (beginning && !isFormula && isBlank(character));
		}
		return text.toString();
	}

	private static boolean isBlank(char character) {
		return character == '"' || Character.isWhitespace(character) || Character.isSpaceChar(character)
				|| Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
	}

}
