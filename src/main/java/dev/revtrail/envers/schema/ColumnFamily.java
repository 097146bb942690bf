package dev.revtrail.envers.schema;

/**
 * What kind of values a column of the database holds.
 */
enum ColumnFamily {

	/** Characters. */
	TEXT,

	/** One of a few texts. */
	ENUM,

	/** Bytes. */
	BINARY,

	/** Whole numbers, and truth values. */
	INTEGER,

	/** Numbers with a fixed number of digits. */
	DECIMAL,

	/** Numbers with a floating point. */
	FLOAT,

	/** Days. */
	DATE,

	/** Times of day. */
	TIME,

	/** Days with times. */
	MOMENT,

	/** JSON, which has no length. */
	JSON,

	/** All others, of which nothing is known. */
	OTHER;

	static ColumnFamily of(DatabaseColumn column) {
		return switch (column.type()) {
			case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "character", "character varying",
					"varchar_ignorecase", "character large object", "citext" ->
				TEXT;
			case "enum" -> ENUM;
			case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "binary varying",
					"binary large object", "bytea" ->
				BINARY;
			case "boolean", "bit", "tinyint", "smallint", "mediumint", "int", "integer", "bigint" -> INTEGER;
			case "decimal", "numeric" -> DECIMAL;
			case "float", "double", "real", "double precision", "decfloat" -> FLOAT;
			case "date" -> DATE;
			case "time", "time with time zone", "time without time zone" -> TIME;
			case "timestamp", "datetime", "timestamp with time zone", "timestamp without time zone" -> MOMENT;
			case "json", "jsonb" -> JSON;
			default -> OTHER;
		};
	}

	boolean isNumeric() {
		return this == INTEGER || this == DECIMAL || this == FLOAT;
	}

	boolean isTemporal() {
		return this == DATE || this == TIME || this == MOMENT;
	}

}
