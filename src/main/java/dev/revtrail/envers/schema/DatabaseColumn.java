package dev.revtrail.envers.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

import dev.revtrail.envers.model.MappedSize;
import org.jspecify.annotations.Nullable;

/**
 * A column that a table has in the database.
 *
 * @param name the column, as the database stores its name
 * @param type the name of its type
 * @param declared its type as a statement declares it
 * @param length how many characters or bytes it holds; null where it holds neither
 * @param octets how many bytes its texts can have; null where it holds none
 * @param characters the characters that it holds; null where it holds no texts
 * @param collation how it compares texts; null where it holds none
 * @param precision how many digits its numbers have; null where it holds none
 * @param scale how many of them are behind the point; null where it holds no numbers
 * @param secondDigits how many digits of a second it holds; null where it holds no times
 * @param nullable whether it may be null
 * @param filled whether the database fills it, or may do so, where a statement does not
 */
record DatabaseColumn(String name, String type, String declared, @Nullable Long length, @Nullable Long octets,
		@Nullable String characters, @Nullable String collation, @Nullable Integer precision, @Nullable Integer scale,
		@Nullable Integer secondDigits, boolean nullable, boolean filled) {

	/** What H2 says of types whose length or precision has not been limited. */
	private static final long UNLIMITED = 1_000_000_000;

	private static final int UNLIMITED_DIGITS = 100_000;

	/**
	 * Reads a row of {@link DatabaseColumns}.
	 * @param row the row
	 */
	static DatabaseColumn of(ResultSet row) throws SQLException {
		String type = row.getString("data_type").toLowerCase(Locale.ROOT);
		Long length = number(row, "character_maximum_length");
		Integer precision = digits(row, "numeric_precision");
		Integer scale = digits(row, "numeric_scale");
		Integer secondDigits = digits(row, "datetime_precision");
		String declared = row.getString("declared");
		return new DatabaseColumn(row.getString("column_name"), type,
				(declared != null) ? declared : declared(type, length, precision, scale, secondDigits), length,
				number(row, "character_octet_length"), row.getString("character_set_name"),
				row.getString("collation_name"), precision, scale, secondDigits,
				"YES".equalsIgnoreCase(row.getString("is_nullable")), row.getInt("filled") > 0);
	}

	/** Returns the column as if it held no more than its mapping says. */
	DatabaseColumn within(MappedSize size) {
		Long characters = lower(this.length, size.length());
		Long bytes = (characters == null || size.octets() != null) ? size.octets()
				: Long.valueOf(characters * bytesOfCharacter());
		Integer digits = this.precision;
		Integer fraction = this.scale;
		if (digits != null && fraction != null && size.precision() != null && size.scale() != null) {
			int whole = Math.min(digits - fraction, size.precision() - size.scale());
			fraction = Math.min(fraction, size.scale());
			digits = whole + fraction;
		}
		return new DatabaseColumn(this.name, this.type, this.declared, characters, lower(this.octets, bytes),
				this.characters, this.collation, digits, fraction, this.secondDigits, this.nullable, this.filled);
	}

	private static @Nullable Long lower(@Nullable Long held, @Nullable Long mapped) {
		return (held == null || mapped == null) ? held : Long.valueOf(Math.min(held, mapped));
	}

	/** Types without a length in characters do not show it. */
	private long bytesOfCharacter() {
		return String.valueOf(this.characters).startsWith("utf") ? 4 : 1;
	}

	private static @Nullable Long number(ResultSet row, String column) throws SQLException {
		String number = row.getString(column);
		return (number != null) ? Long.valueOf(number) : null;
	}

	private static @Nullable Integer digits(ResultSet row, String column) throws SQLException {
		Long number = number(row, column);
		return (number != null) ? number.intValue() : null;
	}

	private static String declared(String type, @Nullable Long length, @Nullable Integer precision,
			@Nullable Integer scale, @Nullable Integer secondDigits) {
		return switch (type) {
			case "character", "character varying", "varchar_ignorecase", "binary", "binary varying" ->
				(length == null || length >= UNLIMITED) ? type : type + "(" + length + ")";
			case "numeric" -> (precision == null || precision >= UNLIMITED_DIGITS) ? type
					: type + "(" + precision + ", " + scale + ")";
			case "time", "timestamp" -> type + "(" + secondDigits + ")";
			case "time with time zone", "timestamp with time zone" ->
				type.replace(" with", "(" + secondDigits + ") with");
			default -> type;
		};
	}

}
