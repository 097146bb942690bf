package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import jakarta.persistence.Parameter;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import jakarta.persistence.criteria.Selection;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.spi.QueryParameterBinding;
import org.hibernate.query.sqm.SqmQuerySource;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.tree.AbstractSqmRestrictedDmlStatement;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
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

	private BulkQuery(SqmQueryImpl<?> query, AbstractSqmRestrictedDmlStatement<?> statement) {
		this.query = query;
		this.statement = statement;
	}

	static BulkQuery of(Query query) {
		SqmQueryImpl<?> sqm;
		try {
			sqm = query.unwrap(SqmQueryImpl.class);
		}
		catch (PersistenceException ex) {
			sqm = null;
		}
		if (sqm != null && sqm.getSqmStatement() instanceof AbstractSqmRestrictedDmlStatement<?> dml
				&& dml.getCteStatements().isEmpty()) {
			return new BulkQuery(sqm, dml);
		}
		throw new UnsupportedOperationException(
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
		return this.query.executeUpdate();
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
		AbstractSqmRestrictedDmlStatement<?> copy = copy();
		SqmWhereClause where = copy.getWhereClause();
		return select(copy, fields, (select) -> (where != null && where.getPredicate() != null)
				? select.where(where.getPredicate()) : select);
	}

	private List<Object[]> select(AbstractSqmRestrictedDmlStatement<?> copy, List<TrackedField.Single> fields,
			Function<JpaCriteriaQuery<Object[]>, JpaCriteriaQuery<Object[]>> restriction) {
		JpaCriteriaQuery<Object[]> select = builder().createQuery(Object[].class);
		SqmFromClause from = new SqmFromClause(1);
		from.addRoot(copy.getTarget());
		((SqmSelectStatement<Object[]>) select).getQuerySpec().setFromClause(from);
		select.multiselect(new ArrayList<>(columns(builder(), persister(), copy.getTarget(), fields)));
		var selection = session().createQuery(restriction.apply(select));
		bind(selection, selection.getParameters());
		return selection.setHibernateLockMode(LockMode.PESSIMISTIC_WRITE).getResultList();
	}

	/** Executes the statement for some of the records that it applies to. */
	void execute(Collection<?> ids) {
		AbstractSqmRestrictedDmlStatement<?> copy = copy();
		copy.setWhereClause(new SqmWhereClause(copy.nodeBuilder()));
		copy.applyPredicate(copy.nodeBuilder().in(builder().id(copy.getTarget()), new ArrayList<Object>(ids)));
		SqmQueryImpl<?> some = new SqmQueryImpl<>(copy, null, session());
		bind(some, some.getParameters());
		some.executeUpdate();
	}

	/** What is selected of each record: its id, its class, its fields. */
	static List<Selection<?>> columns(HibernateCriteriaBuilder builder, EntityPersister persister, SqmPath<?> root,
			List<TrackedField.Single> fields) {
		List<Selection<?>> columns = new ArrayList<>();
		columns.add(builder.id(root));
		if (persister.hasSubclasses()) {
			columns.add(root.type());
		}
		fields.forEach((field) -> columns.add(column(builder, root, field)));
		return columns;
	}

	private static Selection<?> column(HibernateCriteriaBuilder builder, SqmPath<?> root, TrackedField.Single field) {
		SqmPath<?> path = root;
		for (String name : Arrays.asList(field.name().split("\\."))) {
			path = path.get(name);
		}
		return (field instanceof TrackedField.Reference) ? builder.id(path) : path;
	}

	private AbstractSqmRestrictedDmlStatement<?> copy() {
		return (AbstractSqmRestrictedDmlStatement<?>) this.statement
			.copy(SqmCopyContext.simpleContext(SqmQuerySource.CRITERIA));
	}

	private HibernateCriteriaBuilder builder() {
		return session().getFactory().getCriteriaBuilder();
	}

	/** Gives a part of the statement the values of its parameters. */
	private void bind(CommonQueryContract part, Collection<? extends Parameter<?>> parameters) {
		for (Parameter<?> parameter : parameters) {
			QueryParameterBinding<?> binding = binding(parameter);
			if (binding == null || !binding.isBound()) {
				continue;
			}
			@Nullable Object value = binding.isMultiValued() ? null : binding.getBindValue();
			if (parameter.getName() != null) {
				if (binding.isMultiValued()) {
					part.setParameterList(parameter.getName(), binding.getBindValues());
				}
				else {
					part.setParameter(parameter.getName(), value);
				}
			}
			else {
				int position = Objects.requireNonNull(parameter.getPosition());
				if (binding.isMultiValued()) {
					part.setParameterList(position, binding.getBindValues());
				}
				else {
					part.setParameter(position, value);
				}
			}
		}
	}

	private @Nullable QueryParameterBinding<?> binding(Parameter<?> parameter) {
		if (parameter.getName() != null) {
			return this.query.getQueryParameterBindings().getBinding(parameter.getName());
		}
		return (parameter.getPosition() != null)
				? this.query.getQueryParameterBindings().getBinding(parameter.getPosition()) : null;
	}

}
