package dev.revtrail.envers.capture;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.revtrail.envers.model.ChildrenRole;
import dev.revtrail.envers.model.LazyAttributes;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Corrects audit rows before they are written. Envers takes what it writes from objects,
 * by their fields, and the fields of a proxy are empty: of a reference to a record with a
 * composite id it writes nothing, and of a child that a parent's collection refers to by
 * a proxy only the parent. The session knows both.
 */
final class RowCorrection {

	private final OpenTransactions transactions;

	private final SharedSessionContractImplementor session;

	private final TrackedEntity entity;

	RowCorrection(OpenTransactions transactions, SharedSessionContractImplementor session, TrackedEntity entity) {
		this.transactions = transactions;
		this.session = session;
		this.entity = entity;
	}

	/**
	 * Corrects a row of the entity.
	 * @param id the record's id
	 * @param row the row
	 */
	void correct(Object id, Map<String, @Nullable Object> row) {
		Configuration configuration = this.transactions.envers().getConfig();
		RevisionType kind = (RevisionType) Objects.requireNonNull(row.get(configuration.getRevisionTypePropertyName()));
		if (kind != RevisionType.DEL || configuration.isStoreDataAtDelete()) {
			correct(id, row, kind);
		}
	}

	private void correct(Object id, Map<String, @Nullable Object> row, RevisionType kind) {
		TransactionChanges changes = this.transactions.changes(this.session);
		RecordChange record = changes.find(this.entity.persister(), id);
		@Nullable Object @Nullable [] state;
		if (kind == RevisionType.DEL) {
			state = (record != null) ? record.deletedState() : null;
		}
		else {
			state = held(changes.sessionOr(this.session), record, id);
			if (state == null) {
				state = changes.cleared(this.session, this.entity, id);
			}
			if (state != null) {
				write(state, row);
			}
			else if (record != null && record.instance() != null) {
				state = this.entity.persister().getValues(record.instance());
			}
		}
		if (state != null) {
			references(state, row);
		}
		if (kind != RevisionType.DEL) {
			changes.placements(this.entity, id).forEach((placement) -> place(placement, row));
		}
		if (kind == RevisionType.MOD) {
			keepPositions(changes, id, row);
		}
	}

	/**
	 * Of what parents' collections write Envers keeps a place that the child has left.
	 */
	private void place(Placement placement, Map<String, @Nullable Object> row) {
		Placement.Place to = placement.to();
		for (TrackedField.Single field : this.entity.singles()) {
			if (placement.role().writes(field.name())) {
				if (field instanceof TrackedField.Reference reference) {
					reference.audited().write((to != null) ? to.parentId() : null, row, this.session);
				}
				else {
					row.put(field.auditProperties().get(0), (to != null) ? to.position() : null);
				}
			}
		}
	}

	/** A position that the child does not hold stays, where no collection has changed. */
	private void keepPositions(TransactionChanges changes, Object id, Map<String, @Nullable Object> row) {
		for (ChildrenRole role : this.entity.parents()) {
			TrackedField.Single position = this.entity.unheldPosition(role);
			if (position != null && changes.findPlacement(role, new EntityKey(id, this.entity.persister())) == null) {
				row.put(position.auditProperties().get(0), changes.storedPosition(this.session, this.entity, role, id));
			}
		}
	}

	/** What the database holds of a record; null where that is not known. */
	private @Nullable Object @Nullable [] held(SharedSessionContractImplementor own, @Nullable RecordChange record,
			Object id) {
		if (record != null && record.current() != null) {
			return record.current();
		}
		// Envers takes another session where the host's own is closed or flushed by hand
		PersistenceContext context = own.getPersistenceContextInternal();
		EntityKey key = own.generateEntityKey(id, this.entity.persister());
		@Nullable Object @Nullable [] state = ClearedRecords.held(context, key);
		if (record != null) {
			return (state != null) ? state : record.held();
		}
		return (state != null) ? whole(state, Objects.requireNonNull(context.getEntity(key))) : null;
	}

	/**
	 * Envers writes rows of the parents that a child's reference joins or leaves, whose
	 * attributes may be unread.
	 */
	private @Nullable Object[] whole(@Nullable Object[] state, Object parent) {
		@Nullable Object[] whole = state.clone();
		LazyAttributes.fill(whole, this.entity.persister(), parent);
		return whole;
	}

	/**
	 * Where a collection changed, the record's own or a parent's, Envers takes the row
	 * from the object that the collection holds or belongs to. It may be a proxy, and
	 * hold what has not been flushed; and of a child that joins a list and leaves it in a
	 * later flush Envers keeps the parent that it has left.
	 */
	private void write(@Nullable Object[] state, Map<String, @Nullable Object> row) {
		int[] read = IntStream.range(0, state.length)
			.filter((place) -> state[place] != LazyPropertyInitializer.UNFETCHED_PROPERTY)
			.toArray();
		String[] names = IntStream.of(read)
			.mapToObj((place) -> this.entity.persister().getPropertyNames()[place])
			.toArray(String[]::new);
		@Nullable Object[] values = IntStream.of(read).mapToObj((place) -> state[place]).toArray();
		Map<String, @Nullable Object> held = new HashMap<>();
		this.transactions.envers()
			.getEntitiesConfigurations()
			.get(this.entity.entityName())
			.getPropertyMapper()
			.map(this.session, held, names, values, values);
		this.entity.singles()
			.stream()
			.filter((field) -> this.entity.isOfParents(field.name()))
			.forEach((field) -> held.keySet().removeAll(field.auditProperties()));
		String flag = this.transactions.envers().getConfig().getModifiedFlagsSuffix();
		held.keySet().removeIf((property) -> property.endsWith(flag) && row.containsKey(property));
		row.putAll(held);
	}

	private void references(@Nullable Object[] state, Map<String, @Nullable Object> row) {
		for (TrackedField.Single field : this.entity.singles()) {
			if (field instanceof TrackedField.Reference reference && reference.audited().isStructured()
					&& !this.entity.isOfParents(field.name())
					&& HibernateProxy.extractLazyInitializer(reference.path().valueIn(state)) != null) {
				reference.audited().write(reference.idIn(state, this.session), row, this.session);
			}
		}
	}

}
