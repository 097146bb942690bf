package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.envers.model.AuditColumn;
import dev.revtrail.envers.model.ColumnStarts;
import dev.revtrail.envers.model.InheritedAudit;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.TrackedModel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Records at start-up which columns the audit tables have, so that it is known of each
 * later one which rows are older. Where nothing has been recorded of an entity, the
 * columns that Envers' own rule asks for count as there from the beginning.
 */
public final class AuditColumnLog {

	private static final Log logger = LogFactory.getLog(AuditColumnLog.class);

	private final SessionFactoryImplementor sessionFactory;

	private final EnversService envers;

	private final TrackedModel model;

	private final InheritedAudit inherited;

	public AuditColumnLog(SessionFactoryImplementor sessionFactory, EnversService envers, TrackedModel model,
			InheritedAudit inherited) {
		this.sessionFactory = sessionFactory;
		this.envers = envers;
		this.model = model;
		this.inherited = inherited;
	}

	/** Brings the record up to date, and returns what it says. */
	public ColumnStarts update() {
		JdbcConnectionAccess access = this.sessionFactory.getJdbcServices().getBootstrapJdbcConnectionAccess();
		try {
			Connection connection = access.obtainConnection();
			boolean autoCommit = connection.getAutoCommit();
			try {
				connection.setAutoCommit(false);
				return starts(update(connection));
			}
			finally {
				connection.setAutoCommit(autoCommit);
				access.releaseConnection(connection);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The columns of the audit tables could not be recorded.", ex);
		}
	}

	private Map<AuditColumn, Long> update(Connection connection) throws SQLException {
		AuditColumnStore store = new AuditColumnStore(connection, this.sessionFactory);
		Map<AuditColumn, Long> recorded = store.read();
		Map<AuditColumn, Long> added = new LinkedHashMap<>();
		for (TrackedEntity entity : this.model.entities()) {
			added.putAll(added(store, entity, recorded));
		}
		Set<AuditColumn> gone = gone(recorded.keySet());
		try {
			if ((!added.isEmpty() || !gone.isEmpty()) && !connection.isReadOnly()) {
				store.write(added, gone);
			}
			connection.commit();
		}
		catch (SQLException ex) {
			connection.rollback();
			// Another node that starts may have been faster
			Map<AuditColumn, Long> ofOther = store.read();
			if (ofOther.keySet().containsAll(added.keySet())) {
				return ofOther;
			}
			// The next start will take more for unknown than this one, and never less
			logger.warn("The columns of the audit tables could not be recorded. Nulls that are written before the next "
					+ "start may be shown as unknown from then on.", ex);
		}
		Map<AuditColumn, Long> all = new HashMap<>(recorded);
		all.putAll(added);
		return all;
	}

	/** Finds the columns of an entity that are not recorded. */
	private Map<AuditColumn, Long> added(AuditColumnStore store, TrackedEntity entity, Map<AuditColumn, Long> recorded)
			throws SQLException {
		Set<String> tables = tables(recorded.keySet());
		boolean isRecorded = entity.fields()
			.stream()
			.flatMap((field) -> columns(entity, field).stream())
			.anyMatch((column) -> tables.contains(column.table()));
		Map<AuditColumn, Long> added = new LinkedHashMap<>();
		Long last = null;
		for (TrackedField field : entity.fields()) {
			Set<AuditColumn> columns = new HashSet<>(columns(entity, field));
			columns.removeAll(recorded.keySet());
			if (columns.isEmpty()) {
				continue;
			}
			Long absentUntil = former(entity, field, recorded);
			if (absentUntil == null && (isRecorded || isInherited(entity, field))) {
				last = (last != null) ? last
						: store.lastRevision(SqlNames.rootTable(entity.auditPersister()), revision());
				absentUntil = last;
			}
			for (AuditColumn column : columns) {
				added.put(column, (absentUntil != null) ? absentUntil : 0);
			}
		}
		return added;
	}

	/** Returns what is recorded of the column that a renamed field had. */
	private @Nullable Long former(TrackedEntity entity, TrackedField field, Map<AuditColumn, Long> recorded) {
		Set<String> names = this.model.formerNames().namesOfField(entity.recordType(), field.name());
		Set<String> tables = tables(columns(entity, field));
		return recorded.entrySet()
			.stream()
			.filter((column) -> tables.contains(column.getKey().table())
					&& names.stream().anyMatch(column.getKey()::mayBeOf))
			.map(Map.Entry::getValue)
			.min(Long::compare)
			.orElse(null);
	}

	/**
	 * Finds the columns that no field has any more, of tables that are in use. Rows that
	 * are written from now on lack them, should one come back.
	 */
	private Set<AuditColumn> gone(Set<AuditColumn> recorded) {
		Set<AuditColumn> mapped = new HashSet<>();
		this.model.entities()
			.forEach((entity) -> entity.fields().forEach((field) -> mapped.addAll(columns(entity, field))));
		Set<String> tables = tables(mapped);
		return recorded.stream()
			.filter((column) -> tables.contains(column.table()) && !mapped.contains(column))
			.collect(Collectors.toSet());
	}

	private boolean isInherited(TrackedEntity entity, TrackedField field) {
		if (field instanceof TrackedField.Single single && single.path().isNone()) {
			return false;
		}
		Class<?> owner = entity.persister().getMappedClass();
		Type type = null;
		for (String name : field.name().split("\\.")) {
			if (type instanceof CompositeType composite) {
				owner = composite.getReturnedClass();
				type = composite.getSubtypes()[composite.getPropertyIndex(name)];
			}
			else {
				type = entity.persister().getPropertyType(name);
			}
			if (this.inherited.isAdded(owner, name)) {
				return true;
			}
		}
		return false;
	}

	private ColumnStarts starts(Map<AuditColumn, Long> recorded) {
		ColumnStarts starts = new ColumnStarts();
		this.model.entities()
			.forEach((entity) -> entity.fields()
				.forEach((field) -> columns(entity, field)
					.forEach((column) -> starts.add(entity, field, recorded.getOrDefault(column, 0L)))));
		return starts;
	}

	private EntityPersister revision() {
		return this.sessionFactory.getMappingMetamodel()
			.getEntityDescriptor(this.envers.getConfig().getRevisionInfo().getRevisionInfoClass());
	}

	private List<AuditColumn> columns(TrackedEntity entity, TrackedField field) {
		return AuditColumn.of(entity, field, this.sessionFactory);
	}

	private static Set<String> tables(Iterable<AuditColumn> columns) {
		Set<String> tables = new HashSet<>();
		columns.forEach((column) -> tables.add(column.table()));
		return tables;
	}

}
