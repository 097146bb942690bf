package dev.revtrail.envers.bulk.detect;

import java.util.List;
import java.util.Locale;

/**
 * What an SQL statement changes.
 *
 * @param verb insert, update, delete, merge, replace or truncate
 * @param tables the tables it writes to
 */
record SqlChange(String verb, List<Name> tables) {

	/**
	 * The name of a table, perhaps after that of its schema or catalog.
	 *
	 * @param parts the parts in lower case, the table's own last
	 */
	record Name(List<String> parts) {

		static Name of(List<String> parts) {
			return new Name(parts.stream().map((part) -> part.toLowerCase(Locale.ROOT)).toList());
		}

		String table() {
			return this.parts.get(this.parts.size() - 1);
		}

		List<String> qualifiers() {
			return this.parts.subList(0, this.parts.size() - 1);
		}

	}

}
