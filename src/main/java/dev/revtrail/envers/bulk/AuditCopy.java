package dev.revtrail.envers.bulk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.envers.UnrecordableStatementException;
import dev.revtrail.envers.model.AuditColumns;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlSource;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.hibernate.persister.entity.AbstractEntityPersister;

/**
 * Where each column of an entity's audit rows comes from in the entity's own tables, so
 * that the database can copy many rows at once. An entity whose audit rows could not be
 * the same as Envers' is refused.
 */
final class AuditCopy {

	private static final int UPDATE = RevisionType.MOD.getRepresentation();

	private final TrackedEntity entity;

	private final AbstractEntityPersister audit;

	private final Configuration envers;

	private final boolean validity;

	private final SqlSource source;

	/** By audit property, its columns and where their values come from. */
	private final Map<String, List<Copied>> copied = new LinkedHashMap<>();

	/** Modified flags, by the property that they are about. */
	private final Map<String, SqlSource.Column> flags = new LinkedHashMap<>();

	AuditCopy(TrackedEntity entity, EnversService envers) {
		this.entity = entity;
		this.audit = (AbstractEntityPersister) entity.auditPersister();
		this.envers = envers.getConfig();
		this.validity = envers.getConfig().getAuditStrategy() instanceof ValidityAuditStrategy;
		this.source = new SqlSource(entity);
		if (this.validity && this.envers.isRevisionEndTimestampEnabled()) {
			throw refused("its audit rows have a time at which they end");
		}
		entity.singles().forEach(this::copy);
		for (String property : this.audit.getPropertyNames()) {
			String suffix = this.envers.getModifiedFlagsSuffix();
			if (property.endsWith(suffix)) {
				this.flags.put(property.substring(0, property.length() - suffix.length()),
						SqlSource.columns(this.audit, property).get(0));
			}
			else if (!this.copied.containsKey(property) && !property.equals(this.envers.getRevisionTypePropertyName())
					&& !property.equals(this.envers.getRevisionEndFieldName())) {
				throw refused("where the audit rows' '" + property + "' comes from is not known");
			}
		}
	}

	private void copy(TrackedField.Single field) {
		List<SqlSource.Column> from = SqlSource.columns(this.entity.persister(), field.name());
		if (field.auditProperties().size() > 1) {
			throw refused("'" + field.name() + "' refers to a record whose id has several parts");
		}
		for (String property : field.auditProperties()) {
			List<SqlSource.Column> to = SqlSource.columns(this.audit, property);
			if (to.size() != from.size() || from.stream().anyMatch(SqlSource.Column::isComputed)) {
				throw refused("'" + field.name() + "' is computed by the database or kept in another form");
			}
			List<Copied> columns = new ArrayList<>();
			for (int i = 0; i < to.size(); i++) {
				columns.add(new Copied(to.get(i), this.source.expression(from.get(i))));
			}
			this.copied.put(property, columns);
		}
	}

	boolean hasFlags() {
		return !this.flags.isEmpty();
	}

	/**
	 * Returns whether flags of the audit rows refer to a collection, which no row of the
	 * entity contains.
	 */
	boolean hasFlagsOfCollections() {
		return !this.copied.keySet().containsAll(this.flags.keySet().stream().flatMap(this::flagged).toList());
	}

	private Stream<String> flagged(String property) {
		List<String> parts = this.copied.keySet()
			.stream()
			.filter((name) -> name.equals(property) || name.startsWith(property + "_"))
			.toList();
		return parts.isEmpty() ? Stream.of(property) : parts.stream();
	}

	/**
	 * The statements that copy rows into the audit tables.
	 * @param revision the revision's number
	 * @param changed the changed fields
	 * @param records how many records
	 */
	List<String> inserts(long revision, Set<String> changed, int records) {
		List<String> statements = new ArrayList<>();
		for (var table : this.audit.getTableMappings()) {
			Map<String, String> columns = new LinkedHashMap<>();
			AuditColumns key = keyColumns(table.getTableName());
			columns.put(key.revision(), String.valueOf(revision));
			for (int i = 0; i < key.id().size(); i++) {
				columns.put(key.id().get(i), this.source.id().get(i));
			}
			Map<String, String> values = values(table.getTableName());
			columns.putAll(values);
			if (table.isIdentifierTable()) {
				own(columns);
			}
			flags(table.getTableName(), changed, columns);
			String present = (table.isOptional() && !values.isEmpty()) ? " and (" + values.values()
				.stream()
				.map((value) -> value + " is not null")
				.collect(Collectors.joining(" or ")) + ")" : "";
			statements.add("insert into " + table.getTableName() + " (" + String.join(", ", columns.keySet())
					+ ") select " + String.join(", ", columns.values()) + " from " + this.source.tables() + " where "
					+ SqlSource.in(this.source.id(), records) + present);
		}
		return statements;
	}

	/** By an audit table's columns, what of the record's own values stands there. */
	private Map<String, String> values(String table) {
		Map<String, String> columns = new LinkedHashMap<>();
		this.copied.values()
			.stream()
			.flatMap(List::stream)
			.filter((column) -> column.to.table().equals(table))
			.forEach((column) -> columns.put(column.to.name(), column.from));
		return columns;
	}

	private void own(Map<String, String> columns) {
		columns.put(SqlNames.column(this.audit, this.envers.getRevisionTypePropertyName()), String.valueOf(UPDATE));
		var discriminator = this.audit.getDiscriminatorMapping();
		if (discriminator != null && discriminator.hasPhysicalColumn()) {
			columns.put(discriminator.getSelectionExpression(), String.valueOf(this.audit.getDiscriminatorSQLValue()));
		}
	}

	private void flags(String table, Set<String> changed, Map<String, String> columns) {
		this.flags.forEach((property, column) -> {
			if (column.table().equals(table)) {
				columns.put(column.name(), String.valueOf(isOf(changed, property)));
			}
		});
	}

	private static boolean isOf(Set<String> fields, String property) {
		return fields.stream()
			.map((field) -> field.replace('.', '_'))
			.anyMatch((field) -> field.equals(property) || field.startsWith(property + "_"));
	}

	/**
	 * The statements that bring rows which Envers wrote in this revision up to date.
	 * @param revision the revision's number
	 * @param fields the fields that bulk statements set
	 * @param changed those of them that changed
	 * @param records how many records
	 */
	List<String> repairs(long revision, Set<TrackedField.Single> fields, Set<String> changed, int records) {
		List<String> statements = new ArrayList<>();
		for (var table : this.audit.getTableMappings()) {
			AuditColumns key = keyColumns(table.getTableName());
			List<String> id = key.id().stream().map((column) -> "a." + column).toList();
			List<String> sets = new ArrayList<>();
			fields.stream()
				.flatMap((field) -> field.auditProperties().stream())
				.flatMap((property) -> this.copied.getOrDefault(property, List.of()).stream())
				.filter((column) -> column.to.table().equals(table.getTableName()))
				.forEach((column) -> sets.add(column.to.name() + " = (select " + column.from + " from "
						+ this.source.tables() + " where " + same(this.source.id(), id) + ")"));
			this.flags.forEach((property, column) -> {
				if (column.table().equals(table.getTableName()) && isOf(changed, property)) {
					sets.add(column.name() + " = true");
				}
			});
			if (!sets.isEmpty()) {
				statements.add("update " + table.getTableName() + " a set " + String.join(", ", sets) + " where a."
						+ key.revision() + " = " + revision + " and " + SqlSource.in(id, records));
			}
		}
		return statements;
	}

	/**
	 * The statements that make rows which Envers wrote in this revision those of updates.
	 * @param revision the revision's number
	 * @param changed the changed fields
	 * @param records how many records
	 */
	List<String> updates(long revision, Set<String> changed, int records) {
		List<String> statements = new ArrayList<>();
		for (var table : this.audit.getTableMappings()) {
			Map<String, String> columns = new LinkedHashMap<>();
			if (table.isIdentifierTable()) {
				columns.put(SqlNames.column(this.audit, this.envers.getRevisionTypePropertyName()),
						String.valueOf(UPDATE));
			}
			flags(table.getTableName(), changed, columns);
			if (!columns.isEmpty()) {
				String sets = columns.entrySet()
					.stream()
					.map((column) -> column.getKey() + " = " + column.getValue())
					.collect(Collectors.joining(", "));
				statements.add("update " + table.getTableName() + " set " + sets
						+ ofRevision(table.getTableName(), revision, records));
			}
		}
		return statements;
	}

	/** The statements that remove rows which Envers wrote in this revision. */
	List<String> removals(long revision, int records) {
		List<String> statements = new ArrayList<>();
		for (var table : this.audit.getTableMappings()) {
			statements.add(0,
					"delete from " + table.getTableName() + ofRevision(table.getTableName(), revision, records));
		}
		return statements;
	}

	private String ofRevision(String table, long revision, int records) {
		AuditColumns key = keyColumns(table);
		return " where " + key.revision() + " = " + revision + " and " + SqlSource.in(key.id(), records);
	}

	/** The statement that ends the rows before; none where they have no end. */
	List<String> ends(long revision, int records) {
		if (!this.validity) {
			return List.of();
		}
		AuditColumns key = keyColumns(SqlNames.rootTable(this.audit));
		String end = SqlNames.column(this.audit, this.envers.getRevisionEndFieldName());
		return List.of("update " + SqlNames.rootTable(this.audit) + " set " + end + " = " + revision + " where " + end
				+ " is null and " + key.revision() + " <> " + revision + " and " + SqlSource.in(key.id(), records));
	}

	private static String same(List<String> some, List<String> others) {
		List<String> pairs = new ArrayList<>();
		for (int i = 0; i < some.size(); i++) {
			pairs.add(some.get(i) + " = " + others.get(i));
		}
		return String.join(" and ", pairs);
	}

	private AuditColumns keyColumns(String table) {
		return AuditColumns.of(this.entity, table, this.envers.getRevisionFieldName());
	}

	private UnrecordableStatementException refused(String reason) {
		return new UnrecordableStatementException("Bulk statements on " + this.entity.entityName()
				+ " cannot keep their entries: " + reason + ". Change its records by entity.");
	}

	/**
	 * A column of an audit table.
	 *
	 * @param to the column
	 * @param from what stands there
	 */
	private record Copied(SqlSource.Column to, String from) {

	}

}
