package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words, quoted names and signs of an SQL text, without comments and literals.
 */
public final class SqlTokens {

	private final String sql;

	private final boolean backslashEscapes;

	private final List<Token> tokens = new ArrayList<>();

	private int at;

	private SqlTokens(String sql, boolean backslashEscapes) {
		this.sql = sql;
		this.backslashEscapes = backslashEscapes;
	}

	/**
	 * Reads a text.
	 * @param sql the text
	 * @param mySql whether it is MySQL's SQL, which escapes by backslash and has comments
	 * that begin with a number sign
	 */
	public static List<Token> of(String sql, boolean mySql) {
		SqlTokens tokens = new SqlTokens(sql, mySql);
		tokens.read();
		return tokens.tokens;
	}

	private void read() {
		while (this.at < this.sql.length()) {
			char c = this.sql.charAt(this.at);
			if (startsWith("--") || (c == '#' && this.backslashEscapes)) {
				skipTo("\n");
			}
			else if (startsWith("/*")) {
				skipTo("*/");
			}
			else if (c == '\'') {
				quoted('\'', this.backslashEscapes || isAfterE());
				this.tokens.add(new Token("'", false));
			}
			else if (c == '"' || c == '`') {
				this.tokens.add(new Token(quoted(c, false), true));
			}
			else if (Character.isJavaIdentifierPart(c)) {
				this.tokens.add(new Token(word(), false));
			}
			else {
				if (!Character.isWhitespace(c)) {
					this.tokens.add(new Token(String.valueOf(c), false));
				}
				this.at++;
			}
		}
	}

	/** A literal with an E before it escapes by backslash in PostgreSQL. */
	private boolean isAfterE() {
		return this.at > 0 && (this.sql.charAt(this.at - 1) == 'E' || this.sql.charAt(this.at - 1) == 'e')
				&& (this.at == 1 || !Character.isJavaIdentifierPart(this.sql.charAt(this.at - 2)));
	}

	private boolean startsWith(String prefix) {
		return this.sql.startsWith(prefix, this.at);
	}

	private void skipTo(String end) {
		int found = this.sql.indexOf(end, this.at + end.length());
		this.at = (found >= 0) ? found + end.length() : this.sql.length();
	}

	/** A doubled quote inside of quotes stands for itself. */
	private String quoted(char quote, boolean escapes) {
		StringBuilder text = new StringBuilder();
		this.at++;
		while (this.at < this.sql.length()) {
			char c = this.sql.charAt(this.at++);
			if (c == quote) {
				if (this.at < this.sql.length() && this.sql.charAt(this.at) == quote) {
					this.at++;
				}
				else {
					break;
				}
			}
			else if (c == '\\' && escapes) {
				this.at++;
			}
			text.append(c);
		}
		return text.toString();
	}

	private String word() {
		int from = this.at;
		while (this.at < this.sql.length() && Character.isJavaIdentifierPart(this.sql.charAt(this.at))) {
			this.at++;
		}
		return this.sql.substring(from, this.at);
	}

	/**
	 * A word, a quoted name or a sign.
	 *
	 * @param text the text, without quotes
	 * @param quoted whether it was in quotes, so that it is a name and no word of SQL
	 */
	public record Token(String text, boolean quoted) {

		/** The word in lower case; empty for a name in quotes. */
		public String word() {
			return this.quoted ? "" : this.text.toLowerCase(Locale.ROOT);
		}

		public boolean isName() {
			return this.quoted || (!this.text.isEmpty() && Character.isJavaIdentifierPart(this.text.charAt(0)));
		}

	}

}
