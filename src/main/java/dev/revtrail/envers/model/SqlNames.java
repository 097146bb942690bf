package dev.revtrail.envers.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The names that tables and columns have in the host's database: its schema, naming
 * strategy and quoting are Hibernate's to apply.
 */
public final class SqlNames {

	/** The ways in which databases store a name that is not quoted. */
	public static final List<UnaryOperator<String>> SPELLINGS = List.of(UnaryOperator.identity(),
			(name) -> name.toUpperCase(Locale.ROOT), (name) -> name.toLowerCase(Locale.ROOT));

	private SqlNames() {
	}

	/**
	 * Returns a name in lower case and without the quotes that a dialect puts around it.
	 */
	public static String unquoted(String name) {
		return name.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns a name without what naming strategies add to an attribute's or leave out.
	 */
	static String plain(String name) {
		return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
	}

	public static String table(EntityPersister persister) {
		return ((AbstractEntityPersister) persister).getTableName();
	}

	public static String rootTable(EntityPersister persister) {
		return ((AbstractEntityPersister) persister).getRootTableName();
	}

	public static List<String> idColumns(EntityPersister persister) {
		return Arrays.asList(((AbstractEntityPersister) persister).getRootTableIdentifierColumnNames());
	}

	/** The column of an attribute that has one, which may be inside of an embeddable. */
	public static String column(EntityPersister persister, String attribute) {
		return SqlSource.columns(persister, attribute).get(0).name();
	}

}
