package dev.revtrail.envers.schema;

import dev.revtrail.envers.model.SqlSource;
import org.hibernate.type.BasicType;

/**
 * A column of a tracked entity's table, and the one of an audit table that takes its
 * values.
 *
 * @param field whose values they are: the entity and its attribute
 * @param values the column that has the values; of a reference that of the other's id
 * @param own the column of the entity's or the collection's own table
 * @param audit the column of the audit table
 * @param type how the values are written
 * @param isKey whether the audit table's column is part of its key
 * @param mayBeMissing whether an audit row may have no value where the own column must
 * have one
 */
record AuditedColumn(String field, SqlSource.Column values, SqlSource.Column own, SqlSource.Column audit,
		BasicType<?> type, boolean isKey, boolean mayBeMissing) {

}
