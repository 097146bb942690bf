package dev.revtrail.envers.bulk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;

import dev.revtrail.envers.UnrecordableStatementException;
import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.TrackedField;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.QueryParameter;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.spi.QueryParameterBinding;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.SqmQuerySource;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.tree.AbstractSqmRestrictedDmlStatement;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmJpaCriteriaParameterWrapper;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.query.sqm.tree.from.SqmFromClause;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.predicate.SqmWhereClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.jspecify.annotations.Nullable;

/**
 * A host's update or delete in Hibernate's query language or as a criteria query, taken
 * apart: which records it applies to, and the same for some of them only.
 */
final class BulkQuery {

	private final SqmQueryImpl<?> query;

	private final AbstractSqmRestrictedDmlStatement<?> statement;

	private final IntSupplier whole;

	private BulkQuery(SqmQueryImpl<?> query, AbstractSqmRestrictedDmlStatement<?> statement, IntSupplier whole) {
		this.query = query;
		this.statement = statement;
		this.whole = whole;
	}

	static BulkQuery of(Query query) {
		SqmQueryImpl<?> sqm;
		try {
			sqm = query.unwrap(SqmQueryImpl.class);
		}
		catch (PersistenceException ex) {
			sqm = null;
		}
		if (sqm != null && sqm.getSqmStatement() instanceof AbstractSqmRestrictedDmlStatement<?> dml) {
			return of(sqm, dml, sqm::executeUpdate);
		}
		throw refused();
	}

	/**
	 * Takes a statement apart that is about to be executed.
	 * @param query the query
	 * @param statement the statement, which may be one of several that the query has
	 * become
	 * @param whole executes the statement as it is
	 */
	static BulkQuery of(SqmQueryImpl<?> query, AbstractSqmRestrictedDmlStatement<?> statement, IntSupplier whole) {
		if (!statement.getCteStatements().isEmpty()) {
			throw refused();
		}
		return new BulkQuery(query, statement, whole);
	}

	private static UnrecordableStatementException refused() {
		return new UnrecordableStatementException(
				"Only an update or delete in JPQL or as a criteria query can keep its entries, "
						+ "without common table expressions.");
	}

	SharedSessionContractImplementor session() {
		return this.query.getSession();
	}

	EntityPersister persister() {
		return session().getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(this.statement.getTarget().getEntityName());
	}

	boolean isDelete() {
		return this.statement instanceof SqmDeleteStatement;
	}

	/** Executes the statement as it is. */
	int execute() {
		return this.whole.getAsInt();
	}

	/** The attributes that the statement sets, dotted inside of embeddables. */
	List<String> assigned() {
		return ((SqmUpdateStatement<?>) this.statement).getSetClause()
			.getAssignments()
			.stream()
			.map((assignment) -> name(assignment.getTargetPath()))
			.toList();
	}

	private String name(SqmPath<?> path) {
		SqmPath<?> parent = path.getLhs();
		String own = path.getReferencedPathSource().getPathName();
		return (parent == null || parent instanceof SqmRoot) ? own : name(parent) + "." + own;
	}

	/**
	 * Locks the records that the statement applies to.
	 * @return for each record its id, its class where there are subclasses, and the
	 * values of the fields
	 */
	List<Object[]> lock(List<TrackedField.Single> fields) {
		RecordRows records = new RecordRows(session());
		if (!records.isUnlockableUnion(persister())) {
			return select(fields, LockMode.PESSIMISTIC_WRITE);
		}
		Set<Object> locked = new HashSet<>();
		while (true) {
			List<Object[]> rows = select(fields, LockMode.NONE);
			List<Object> unlocked = rows.stream().map((row) -> row[0]).filter((id) -> !locked.contains(id)).toList();
			if (unlocked.isEmpty()) {
				return rows;
			}
			// What is read once more cannot change any more
			records.lock(persister(), unlocked);
			locked.addAll(unlocked);
		}
	}

	private List<Object[]> select(List<TrackedField.Single> fields, LockMode lock) {
		AbstractSqmRestrictedDmlStatement<?> copy = copy();
		SqmWhereClause where = copy.getWhereClause();
		return select(copy, fields, (select) -> (where != null && where.getPredicate() != null)
				? select.where(where.getPredicate()) : select, lock);
	}

	private List<Object[]> select(AbstractSqmRestrictedDmlStatement<?> copy, List<TrackedField.Single> fields,
			Function<JpaCriteriaQuery<Object[]>, JpaCriteriaQuery<Object[]>> restriction, LockMode lock) {
		JpaCriteriaQuery<Object[]> select = builder().createQuery(Object[].class);
		SqmFromClause from = new SqmFromClause(1);
		from.addRoot(copy.getTarget());
		((SqmSelectStatement<Object[]>) select).getQuerySpec().setFromClause(from);
		select.multiselect(new ArrayList<>(RecordRows.columns(builder(), persister(), copy.getTarget(), fields)));
		SqmQueryImpl<Object[]> selection = uncopied(restriction.apply(select));
		bind(selection);
		return limit(selection).setHibernateLockMode(lock).getResultList();
	}

	/**
	 * A subquery refers to the update or delete that it is from, so that Hibernate cannot
	 * copy it as a part of anything else.
	 */
	@SuppressWarnings("unchecked")
	private SqmQueryImpl<Object[]> uncopied(JpaCriteriaQuery<Object[]> select) {
		SharedSessionContractImplementor session = session();
		boolean copied = session.isCriteriaCopyTreeEnabled();
		session.setCriteriaCopyTreeEnabled(false);
		try {
			SqmQueryImpl<Object[]> selection = session.createQuery(select).unwrap(SqmQueryImpl.class);
			selection.setQueryPlanCacheable(session.isCriteriaPlanCacheEnabled());
			return selection;
		}
		finally {
			session.setCriteriaCopyTreeEnabled(copied);
		}
	}

	/**
	 * Executes the statement for the records that it applies to, batch by batch.
	 * @param rows the records, as they have been locked
	 * @return how many they are
	 */
	int execute(List<Object[]> rows) {
		for (List<Object[]> batch : RecordRows.batches(rows)) {
			execute(batch.stream().map((row) -> row[0]).toList());
		}
		return rows.size();
	}

	private void execute(Collection<?> ids) {
		AbstractSqmRestrictedDmlStatement<?> copy = copy();
		copy.setWhereClause(new SqmWhereClause(copy.nodeBuilder()));
		copy.applyPredicate(copy.nodeBuilder().in(builder().id(copy.getTarget()), new ArrayList<Object>(ids)));
		SqmQueryImpl<?> some = new SqmQueryImpl<>(copy, null, session());
		bind(some);
		limit(some).executeUpdate();
	}

	/** A part may take as long as the host lets the whole. */
	private <T> SqmQueryImpl<T> limit(SqmQueryImpl<T> part) {
		Integer timeout = this.query.getTimeout();
		if (timeout != null) {
			part.setTimeout(timeout);
		}
		return part;
	}

	private AbstractSqmRestrictedDmlStatement<?> copy() {
		return (AbstractSqmRestrictedDmlStatement<?>) this.statement
			.copy(SqmCopyContext.simpleContext(SqmQuerySource.CRITERIA));
	}

	private HibernateCriteriaBuilder builder() {
		return session().getFactory().getCriteriaBuilder();
	}

	/**
	 * Gives a part of the statement the values of its parameters; Hibernate itself binds
	 * those that criteria hold.
	 */
	private void bind(SqmQueryImpl<?> part) {
		part.getDomainParameterXref().getQueryParameters().forEach((parameter, uses) -> {
			if (!part.getQueryParameterBindings().isBound(parameter)) {
				QueryParameterBinding<?> binding = binding(parameter, uses.get(0));
				if (binding != null && binding.isBound()) {
					bind(part, parameter, binding);
				}
			}
		});
	}

	@SuppressWarnings("unchecked")
	private static <T> void bind(SqmQueryImpl<?> part, QueryParameter<T> parameter, QueryParameterBinding<?> binding) {
		if (binding.isMultiValued()) {
			part.setParameterList(parameter, (Collection<? extends T>) binding.getBindValues());
		}
		else {
			part.setParameter(parameter, (T) binding.getBindValue());
		}
	}

	private @Nullable QueryParameterBinding<?> binding(QueryParameter<?> parameter, SqmParameter<?> use) {
		QueryParameterBindings bindings = this.query.getQueryParameterBindings();
		if (parameter.getName() != null) {
			return bindings.getBinding(parameter.getName());
		}
		if (parameter.getPosition() != null) {
			return bindings.getBinding(parameter.getPosition());
		}
		// Each query numbers the others by itself
		DomainParameterXref parameters = this.query.getDomainParameterXref();
		SqmParameter<?> own = (use instanceof SqmJpaCriteriaParameterWrapper<?> unnamed)
				? parameters.getParameterResolutions()
					.getJpaCriteriaParamResolutions()
					.get(unnamed.getJpaCriteriaParameter())
				: null;
		return (own != null) ? bindings.getBinding(parameters.getQueryParameter(own)) : null;
	}

}
