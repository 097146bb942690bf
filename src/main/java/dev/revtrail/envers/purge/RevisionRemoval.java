package dev.revtrail.envers.purge;

import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.index.EntryIds;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.NumberRange;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlNumbers;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.type.CompositeType;

/**
 * Removes entries, and revisions that neither an entry nor an audit row refers to any
 * more.
 */
final class RevisionRemoval {

	private static final int RANGES_PER_STATEMENT = 100;

	private final EntityManager entityManager;

	private final Class<? extends RevtrailRevision> revisionClass;

	private final String entries;

	/** All audit tables of the factory, each with its revision's column. */
	private final Set<Map.Entry<String, String>> auditTables = new LinkedHashSet<>();

	private final UnmappedReferences unmapped;

	RevisionRemoval(EntityManager entityManager, String revisionField,
			Class<? extends RevtrailRevision> revisionClass) {
		this.entityManager = entityManager;
		this.revisionClass = revisionClass;
		SessionFactoryImplementor sessionFactory = entityManager.getEntityManagerFactory()
			.unwrap(SessionFactoryImplementor.class);
		this.entries = SqlNames.table(sessionFactory.getMappingMetamodel().getEntityDescriptor(EntryRow.class));
		sessionFactory.getMappingMetamodel().forEachEntityDescriptor((persister) -> {
			if (isAudit(persister, revisionField)) {
				String column = SqlNames.column(persister, persister.getIdentifierPropertyName() + "." + revisionField);
				this.auditTables.add(Map.entry(SqlNames.rootTable(persister), column));
			}
		});
		this.unmapped = new UnmappedReferences(sessionFactory,
				sessionFactory.getMappingMetamodel().getEntityDescriptor(revisionClass));
	}

	private static boolean isAudit(EntityPersister persister, String revisionField) {
		boolean hasTable = !(persister instanceof UnionSubclassEntityPersister && persister.isAbstract());
		return hasTable && persister.getIdentifierType() instanceof CompositeType id
				&& List.of(id.getPropertyNames()).contains(revisionField)
				&& id.getSubtypes()[List.of(id.getPropertyNames()).indexOf(revisionField)].isEntityType();
	}

	/** Is called before the first batch of a purge. */
	void begin() {
		this.unmapped.forget();
	}

	void removeEntries(Set<Long> ids) {
		this.entityManager.createQuery("delete from RevtrailEntry e where e.id in :ids")
			.setParameter("ids", ids)
			.executeUpdate();
	}

	void removeUnreferenced(Set<Long> revisions) {
		Set<Long> unreferenced = new TreeSet<>(revisions);
		unreferenced.removeAll(withEntries(revisions));
		if (!unreferenced.isEmpty()) {
			unreferenced.removeAll(withRows(this.auditTables, unreferenced));
		}
		if (!unreferenced.isEmpty()) {
			unreferenced.removeAll(withRows(unmappedTables(), unreferenced));
		}
		if (!unreferenced.isEmpty()) {
			for (String rows : List.of("RevtrailHttpStatus r where r.revision",
					this.revisionClass.getName() + " r where r.id")) {
				this.entityManager.createQuery("delete from " + rows + " in :numbers")
					.setParameter("numbers", unreferenced)
					.executeUpdate();
			}
		}
	}

	/** Entries are not indexed by their revisions, but their ids begin with them. */
	private Set<Long> withEntries(Set<Long> revisions) {
		List<NumberRange> ranges = NumberRange.of(new TreeSet<>(revisions));
		List<String> statements = new ArrayList<>();
		for (int from = 0; from < ranges.size(); from += RANGES_PER_STATEMENT) {
			statements.add(ranges.subList(from, Math.min(from + RANGES_PER_STATEMENT, ranges.size()))
				.stream()
				.map((range) -> "select distinct e.revision from " + this.entries + " e where e.id >= "
						+ EntryIds.floor(range.first()) + " and e.id < " + EntryIds.floor(range.last() + 1))
				.collect(Collectors.joining(" union all ")));
		}
		return numbers(statements);
	}

	private Set<Map.Entry<String, String>> unmappedTables() {
		SharedSessionContractImplementor session = this.entityManager.unwrap(SharedSessionContractImplementor.class);
		return session.getJdbcCoordinator().coordinateWork((executor, connection) -> this.unmapped.find(connection));
	}

	private Set<Long> withRows(Set<Map.Entry<String, String>> tables, Set<Long> revisions) {
		return tables.isEmpty() ? Set.of()
				: numbers(List.of(tables.stream()
					.map((table) -> "select distinct " + table.getValue() + " from " + table.getKey() + " where "
							+ table.getValue() + " in (" + SqlNumbers.list(revisions) + ")")
					.collect(Collectors.joining(" union all "))));
	}

	private Set<Long> numbers(List<String> statements) {
		Set<Long> numbers = new TreeSet<>();
		SharedSessionContractImplementor session = this.entityManager.unwrap(SharedSessionContractImplementor.class);
		session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			try (Statement statement = connection.createStatement()) {
				for (String sql : statements) {
					numbers.addAll(SqlNumbers.read(statement.executeQuery(sql)));
				}
			}
			return null;
		});
		return numbers;
	}

}
