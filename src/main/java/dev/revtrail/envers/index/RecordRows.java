package dev.revtrail.envers.index;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.revtrail.envers.model.Databases;
import dev.revtrail.envers.model.SideSession;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Selection;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.jspecify.annotations.Nullable;

/**
 * The rows of many records of one entity, read and written by their ids on the session's
 * connection.
 */
public final class RecordRows {

	/** How many records a statement is about. */
	static final int BATCH = 1000;

	private final SharedSessionContractImplementor session;

	public RecordRows(SharedSessionContractImplementor session) {
		this.session = session;
	}

	public static <T> List<List<T>> batches(Collection<T> all) {
		List<T> list = new ArrayList<>(all);
		List<List<T>> batches = new ArrayList<>();
		for (int from = 0; from < list.size(); from += BATCH) {
			batches.add(list.subList(from, Math.min(from + BATCH, list.size())));
		}
		return batches;
	}

	/**
	 * Locks the rows of records.
	 * @param entity the records' entity
	 * @param ids their ids
	 * @return the ids of those that are there, as the database has them
	 */
	public List<Object> lock(EntityPersister entity, Collection<?> ids) {
		List<Object> locked = new ArrayList<>();
		for (String query : lockQueries(entity)) {
			batches(ids).forEach((batch) -> locked.addAll(SideSession.in(this.session,
					(side) -> side.createSelectionQuery(query, Object.class)
						.setParameterList("ids", batch)
						.setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
						.getResultList())));
		}
		return locked;
	}

	/** One for each table, where the rows of several tables cannot be locked at once. */
	private List<String> lockQueries(EntityPersister entity) {
		String query = "select id(e) from %s e where id(e) in (:ids)";
		if (!isUnlockableUnion(entity)) {
			return List.of(query.formatted(entity.getEntityName()));
		}
		return entity.getSubclassEntityNames()
			.stream()
			.filter((name) -> !this.session.getFactory().getMappingMetamodel().getEntityDescriptor(name).isAbstract())
			.map((name) -> (query + " and type(e) = %s").formatted(name, name))
			.toList();
	}

	/**
	 * Returns whether an entity's rows are those of a union that the database does not
	 * lock.
	 */
	public boolean isUnlockableUnion(EntityPersister entity) {
		return entity instanceof UnionSubclassEntityPersister && entity.hasSubclasses()
				&& !Databases.of(this.session.getDialect()).locksUnions();
	}

	/**
	 * What the database holds of some fields. The rows are locked already; a read that
	 * locks is one of what they hold now, at every isolation level.
	 * @param entity the entity
	 * @param ids the ids of its records
	 * @param fields the fields
	 * @return states by id; what is gone is not among them
	 */
	public Map<Object, @Nullable Object[]> states(TrackedEntity entity, Collection<?> ids,
			Collection<TrackedField.Single> fields) {
		Map<Object, @Nullable Object[]> states = new HashMap<>();
		List<TrackedField.Single> selected = List.copyOf(fields);
		SideSession.in(this.session, (side) -> {
			HibernateCriteriaBuilder builder = this.session.getFactory().getCriteriaBuilder();
			JpaCriteriaQuery<Object[]> select = builder.createQuery(Object[].class);
			SqmRoot<?> root = (SqmRoot<?>) select
				.from(this.session.getFactory().getJpaMetamodel().entity(entity.entityName()));
			select.multiselect(columns(builder, entity.persister(), root, selected));
			select.where(builder.in(builder.id(root), new ArrayList<Object>(ids)));
			int first = firstField(entity.persister());
			side.createSelectionQuery(select)
				.setHibernateLockMode(
						isUnlockableUnion(entity.persister()) ? LockMode.NONE : LockMode.PESSIMISTIC_WRITE)
				.getResultList()
				.forEach((row) -> states.put(row[0], state(entity, selected, row, first)));
			return states;
		});
		return states;
	}

	/** What is selected of each record: its id, its class, its fields. */
	public static List<Selection<?>> columns(HibernateCriteriaBuilder builder, EntityPersister persister,
			SqmPath<?> root, List<TrackedField.Single> fields) {
		List<Selection<?>> columns = new ArrayList<>();
		columns.add(builder.id(root));
		if (persister.hasSubclasses()) {
			columns.add(root.type());
		}
		fields.forEach((field) -> columns.add(column(builder, persister, root, field)));
		return columns;
	}

	private static Selection<?> column(HibernateCriteriaBuilder builder, EntityPersister persister, SqmPath<?> root,
			TrackedField.Single field) {
		boolean joined = isJoined(persister, field);
		SqmPath<?> path = root;
		for (String name : Arrays.asList(field.name().split("\\."))) {
			path = (joined && path instanceof SqmFrom<?, ?> from) ? from.join(name, JoinType.LEFT) : path.get(name);
		}
		return (field instanceof TrackedField.Reference) ? builder.id(path) : path;
	}

	/**
	 * Whether another table has the id that a reference leads to. Hibernate would leave
	 * out the records that refer to nothing.
	 */
	private static boolean isJoined(EntityPersister persister, TrackedField.Single field) {
		return ((AbstractEntityPersister) persister).findByPath(field.name()) instanceof ToOneAttributeMapping reference
				&& (reference.hasNotFoundAction() || !reference.isReferenceToPrimaryKey()
						|| !reference.isFkOptimizationAllowed());
	}

	/**
	 * Where fields begin in a selected row: after the id, and the class if there are
	 * several.
	 */
	public static int firstField(EntityPersister persister) {
		return persister.hasSubclasses() ? 2 : 1;
	}

	public static @Nullable Object[] state(TrackedEntity entity, List<TrackedField.Single> fields, Object[] row,
			int first) {
		@Nullable Object[] state = StateArrays.unknown(entity.persister());
		for (int i = 0; i < fields.size(); i++) {
			StateArrays.set(state, fields.get(i).path(), row[first + i]);
		}
		return state;
	}

	/** Executes statements whose only parameters are the ids. */
	public void execute(TrackedEntity entity, Collection<?> ids, List<String> statements) {
		this.session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			for (String sql : statements) {
				try (PreparedStatement statement = connection.prepareStatement(sql)) {
					int parameter = 1;
					for (Object id : ids) {
						parameter = entity.key()
							.bind(statement, parameter, entity.key().values(Objects.requireNonNull(id), this.session),
									this.session);
					}
					statement.executeUpdate();
				}
			}
			return null;
		});
	}

}
