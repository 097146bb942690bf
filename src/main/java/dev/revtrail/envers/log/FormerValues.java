package dev.revtrail.envers.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.diff.Values;
import dev.revtrail.envers.model.AuditColumns;
import dev.revtrail.envers.model.ColumnStarts;
import dev.revtrail.envers.model.FormerNames;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.ShortenedId;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.UnmappedColumns;
import dev.revtrail.envers.model.WantedKeys;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/**
 * Reads what renamed and dropped fields left in audit columns that nothing is mapped to
 * any more: of many records, one statement for each table that has such columns.
 */
final class FormerValues {

	private final EntityManager entityManager;

	private final String revisionField;

	private final FormerNames names;

	private final ColumnStarts columnStarts;

	private final UnreadableValues unreadable;

	private final UnmappedColumns unmapped = new UnmappedColumns();

	FormerValues(EntityManager entityManager, EnversService envers, FormerNames names, ColumnStarts columnStarts,
			UnreadableValues unreadable) {
		this.entityManager = entityManager;
		this.revisionField = envers.getConfig().getRevisionFieldName();
		this.names = names;
		this.columnStarts = columnStarts;
		this.unreadable = unreadable;
	}

	/**
	 * Gives fields that were renamed, or got another column, the values of their former
	 * columns, where the column of today holds none.
	 */
	void complete(TrackedEntity entity, Set<String> fieldNames, AuditRows.States states) {
		List<Source> sources = new ArrayList<>();
		for (TrackedField.Single field : entity.singles()) {
			if (fieldNames.contains(field.name())) {
				for (String former : this.names.namesOfField(entity.recordType(), field.name())) {
					sources.add(new Source(field.name(), former, typed(entity, field)));
				}
				if (mayHaveMoved(entity, field, states)) {
					sources.add(new Source(field.name(), field.name(), typed(entity, field)));
				}
			}
		}
		Set<RevisionKey> keys = states.keysWithout(sources.stream().map(Source::field).toList());
		if (!keys.isEmpty()) {
			read(entity, keys, sources, (key, field, value) -> {
				if (value != null && states.isWithout(key, field)) {
					states.put(key, field, value);
				}
			});
		}
	}

	/**
	 * Whether rows are older than a field's column. One of the field's name that nothing
	 * is mapped to anymore held its values then. What is inside of an embeddable shares
	 * the last part of its name with others, and a text is no reference.
	 */
	private boolean mayHaveMoved(TrackedEntity entity, TrackedField.Single field, AuditRows.States states) {
		return field instanceof TrackedField.Basic && !field.name().contains(".")
				&& states.keysWithout(List.of(field.name()))
					.stream()
					.anyMatch((key) -> this.columnStarts.isAbsent(entity, field.name(), key.revision()));
	}

	/**
	 * The values of fields that nothing is mapped to any more, as the database has them.
	 */
	AuditRows.States dropped(TrackedEntity entity, Set<RevisionKey> keys, Collection<String> fields) {
		AuditRows.States states = new AuditRows.States();
		read(entity, keys, fields.stream().map((field) -> new Source(field, field, FormerValues::raw)).toList(),
				states::put);
		return states;
	}

	private void read(TrackedEntity entity, Set<RevisionKey> all, List<Source> sources, Target target) {
		Set<RevisionKey> keys = all.stream()
			.filter((key) -> !ShortenedId.isShortened(key.recordId()))
			.collect(Collectors.toSet());
		if (keys.isEmpty()) {
			return;
		}
		SessionImplementor session = this.entityManager.unwrap(SessionImplementor.class);
		session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			Map<Integer, Map<Source, String>> byTable = new LinkedHashMap<>();
			sources.forEach((source) -> this.unmapped.of(connection, entity, source.former())
				.ifPresent((column) -> byTable.computeIfAbsent(column.table(), (key) -> new LinkedHashMap<>())
					.put(source, column.name())));
			for (var table : byTable.entrySet()) {
				read(session, connection, entity, table.getKey(), table.getValue(), List.copyOf(keys), target);
			}
			return null;
		});
	}

	private void read(SharedSessionContractImplementor session, Connection connection, TrackedEntity entity, int table,
			Map<Source, String> columns, List<RevisionKey> keys, Target target) throws SQLException {
		AbstractEntityPersister audit = (AbstractEntityPersister) entity.auditPersister();
		String name = audit.getConstraintOrderedTableNameClosure()[table];
		List<String> selected = new ArrayList<>(AuditColumns.of(entity, name, this.revisionField).all());
		String one = "(" + String.join(" = ? and ", selected) + " = ?)";
		selected.addAll(columns.values());
		try (PreparedStatement statement = connection.prepareStatement("select " + String.join(", ", selected)
				+ " from " + name + " where " + String.join(" or ", Collections.nCopies(keys.size(), one)))) {
			int parameter = 1;
			for (RevisionKey key : keys) {
				statement.setLong(parameter++, key.revision());
				parameter = entity.key().bind(statement, parameter, entity.key().parse(key.recordId()), session);
			}
			WantedKeys wanted = WantedKeys.of(entity.key(), keys);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					readTarget(session, entity, rows, wanted, columns.keySet(), target);
				}
			}
		}
	}

	private void readTarget(SharedSessionContractImplementor session, TrackedEntity entity, ResultSet rows,
			WantedKeys wanted, Set<Source> sources, Target target) throws SQLException {
		int column = 2;
		List<@Nullable Object> id = new ArrayList<>();
		for (BasicType<?> type : entity.key().types()) {
			id.add(type.getJdbcValueExtractor().extract(rows, column++, session));
		}
		RevisionKey key = wanted.meant(new RevisionKey(rows.getLong(1), String.valueOf(entity.key().text(id))));
		for (Source source : sources) {
			try {
				target.accept(key, source.field(), source.extraction().value(rows, column++, session));
			}
			catch (SQLException | RuntimeException ex) {
				if (!UnreadableValues.isCauseOf(ex)) {
					throw ex;
				}
				this.unreadable.report(entity, source.field(), ex);
			}
		}
	}

	/** Reads as the field of today is read, unless the column does not take it. */
	private static Extraction typed(TrackedEntity entity, TrackedField.Single field) {
		return (rows, column, session) -> {
			if (field.auditProperties().size() == 1 && entity.auditPersister()
				.getPropertyType(field.auditProperties().get(0)) instanceof BasicType<?> type) {
				try {
					return field.valueOf(
							Collections.singletonList(type.getJdbcValueExtractor().extract(rows, column, session)));
				}
				catch (SQLException | RuntimeException ex) {
					return raw(rows, column, session);
				}
			}
			return raw(rows, column, session);
		};
	}

	private static @Nullable Object raw(ResultSet rows, int column, SharedSessionContractImplementor session)
			throws SQLException {
		Object value = rows.getObject(column);
		return Values.canonical((value instanceof Timestamp timestamp) ? timestamp.toLocalDateTime() : value);
	}

	/**
	 * The place of a field's former values.
	 *
	 * @param field the name to report it under
	 * @param former the name that its column was made from
	 * @param extraction how to read it
	 */
	private record Source(String field, String former, Extraction extraction) {

	}

	/**
	 * Reads a canonical value from a row.
	 */
	@FunctionalInterface
	private interface Extraction {

		@Nullable Object value(ResultSet rows, int column, SharedSessionContractImplementor session) throws SQLException;

	}

	/**
	 * Takes values in.
	 */
	@FunctionalInterface
	private interface Target {

		void accept(RevisionKey key, String field, @Nullable Object value);

	}

}
