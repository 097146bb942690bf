package dev.revtrail.envers.schema;

import java.util.List;
import java.util.Set;

/**
 * Compares the characters that an audit table's column holds, and how it compares texts,
 * with those of the entity's column.
 *
 * @param own the entity's column
 * @param audit the audit table's column
 */
record TextRules(DatabaseColumn own, DatabaseColumn audit) {

	private static final Set<String> ALL_CHARACTERS = Set.of("utf8mb4", "utf16", "utf16le", "utf32", "gb18030");

	/** All that the character sets of single languages have. */
	private static final Set<String> MOST_CHARACTERS = Set.of("utf8mb3", "utf8", "ucs2");

	/** Whether both columns are known to hold texts. */
	boolean areTexts() {
		return (this.own.collation() != null && this.audit.collation() != null) || isLoose(this.own)
				|| isLoose(this.audit);
	}

	List<String> failures(boolean isKey) {
		if (!holdsCharacters()) {
			return List.of("has the character set %s, and must have %s".formatted(this.audit.characters(),
					this.own.characters()));
		}
		return (isKey && strictness(this.own) > strictness(this.audit))
				? List.of("compares texts by %s, under which records that differ by %s can be one"
					.formatted(comparison(this.audit), comparison(this.own)))
				: List.of();
	}

	List<String> losses(boolean isKey) {
		return (isKey && strictness(this.own) < strictness(this.audit)) ? List
			.of("compares texts by %s, under which a record whose key disregards more can have several histories"
				.formatted(comparison(this.audit))) : List.of();
	}

	/** Returns a type with what has to be said of its texts. */
	String declared(String type, boolean isKey) {
		if (this.audit.type().equals("varchar_ignorecase") || this.own.type().equals("varchar_ignorecase")) {
			return isKey ? this.own.declared().replace("character varying", "varchar_casesensitive") : type;
		}
		if (isOfH2(this.audit)) {
			return type;
		}
		if (this.audit.characters() == null) {
			return isKey ? this.own.declared() : type;
		}
		DatabaseColumn right = (isKey || !holdsCharacters()) ? this.own : this.audit;
		return type + " character set " + right.characters() + " collate " + right.collation();
	}

	private boolean holdsCharacters() {
		String held = String.valueOf(this.audit.characters());
		String needed = String.valueOf(this.own.characters());
		return held.equals(needed) || ALL_CHARACTERS.contains(held) || needed.equals("ascii")
				|| (MOST_CHARACTERS.contains(held) && !ALL_CHARACTERS.contains(needed));
	}

	private static String comparison(DatabaseColumn column) {
		return isOfH2(column) ? "the type " + column.type()
				: (column.characters() != null || column.collation() != null) ? "the collation " + column.collation()
						: isLoose(column) ? "the type " + column.type() : "the database's own collation";
	}

	/** PostgreSQL names no characters, and only collations that are not exact. */
	private static boolean isLoose(DatabaseColumn column) {
		return column.characters() == null && (column.collation() != null || column.type().equals("citext"));
	}

	private static boolean isOfH2(DatabaseColumn column) {
		return "Unicode".equals(column.characters());
	}

	/** How many kinds of differences a column regards; blanks at the end do not count. */
	private static int strictness(DatabaseColumn column) {
		String collation = String.valueOf(column.collation());
		if (isOfH2(column)) {
			return column.type().equals("varchar_ignorecase") ? 0 : 3;
		}
		if (column.characters() == null) {
			return isLoose(column) ? 0 : 3;
		}
		if (collation.endsWith("_bin") || collation.equals("binary")) {
			return 3;
		}
		return collation.endsWith("_cs") ? 2 : collation.endsWith("_as_ci") ? 1 : 0;
	}

}
