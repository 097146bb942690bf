package dev.revtrail.envers.model;

import java.util.List;

import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * A column of an audit table, by names without quotes in lower case.
 *
 * @param table the table
 * @param column the column, or {@link #WHOLE_TABLE}
 */
public record AuditColumn(String table, String column) {

	/** Stands for all columns of a collection's table. */
	static final String WHOLE_TABLE = "*";

	/** Returns the columns that hold a field. */
	public static List<AuditColumn> of(TrackedEntity entity, TrackedField field,
			SessionFactoryImplementor sessionFactory) {
		if (field instanceof TrackedField.Elements elements) {
			return List.of(new AuditColumn(name(SqlNames
				.table(sessionFactory.getMappingMetamodel().getEntityDescriptor(elements.history().auditEntity()))),
					WHOLE_TABLE));
		}
		return of(entity, (TrackedField.Single) field);
	}

	/** Returns the columns that hold a single value. */
	public static List<AuditColumn> of(TrackedEntity entity, TrackedField.Single field) {
		return field.auditProperties()
			.stream()
			.flatMap((property) -> SqlSource.columns(entity.auditPersister(), property).stream())
			.map((column) -> new AuditColumn(name(column.table()), name(column.name())))
			.toList();
	}

	/** Returns whether naming strategies may have made the column's name of a field's. */
	public boolean mayBeOf(String field) {
		String last = SqlNames.plain(field.substring(field.lastIndexOf('.') + 1));
		String own = SqlNames.plain(this.column);
		return List.of(SqlNames.plain(field), SqlNames.plain(field) + "id", last, last + "id").contains(own);
	}

	static String name(String expression) {
		String name = SqlNames.unquoted(expression);
		return name.substring(Math.max(0, name.length() - AuditColumnRow.NAME_LENGTH));
	}

}
