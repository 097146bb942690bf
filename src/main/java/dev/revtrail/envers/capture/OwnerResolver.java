package dev.revtrail.envers.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.diff.Values;
import dev.revtrail.envers.model.IdShape;
import dev.revtrail.envers.model.ShortenedId;
import dev.revtrail.envers.model.SideSession;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedEntity.OwnerPath;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the patients and organizations of a transaction's records. What the session holds
 * is taken from there; for the rest each step of a path takes one statement for all
 * records of a type.
 */
public final class OwnerResolver {

	private final SharedSessionContractImplementor session;

	private final TransactionChanges changes;

	/**
	 * What is known already: the ways to patients and organizations share their steps.
	 */
	private final Map<Hop, @Nullable Object> hops = new HashMap<>();

	public OwnerResolver(SharedSessionContractImplementor session, TransactionChanges changes) {
		this.session = session;
		this.changes = changes;
	}

	/**
	 * Has records of one entity keep whose they are, as it cannot be found once they are
	 * gone.
	 */
	public void keep(TrackedEntity entity, List<RecordChange> records) {
		List<Owners> owners = of(entity, records);
		for (int i = 0; i < records.size(); i++) {
			records.get(i).keepOwners(owners.get(i));
		}
	}

	/**
	 * Returns whose records of one entity are, in their order. What a record keeps of it
	 * is not looked for.
	 */
	List<Owners> of(TrackedEntity entity, List<RecordChange> records) {
		List<RecordChange> open = records.stream().filter((record) -> record.owners() == null).toList();
		Iterator<@Nullable String> patients = owners(open, entity.patient()).iterator();
		Iterator<@Nullable String> organizations = owners(open, entity.organization()).iterator();
		return records.stream()
			.map((record) -> (record.owners() != null) ? record.owners()
					: new Owners(patients.next(), organizations.next()))
			.toList();
	}

	/** The owners of records of one type, in their order; null where there is none. */
	public List<@Nullable String> owners(List<RecordChange> records, @Nullable OwnerPath path) {
		if (path == null) {
			return new ArrayList<>(Collections.nCopies(records.size(), null));
		}
		if (path.method() != null) {
			Map<Object, Object> loaded = load(records);
			return records.stream()
				.map((record) -> (record.instance() != null) ? record.instance() : loaded.get(record.id()))
				.map((instance) -> (instance != null) ? text(ReflectionUtils.invokeMethod(path.method(), instance))
						: null)
				.toList();
		}
		List<@Nullable Object> places = new ArrayList<>(
				records.stream().map((record) -> new Place(record.entity().persister(), record.id())).toList());
		for (int i = 0; i < path.attributes().size(); i++) {
			step(places, path.attributes().get(i));
		}
		return places.stream().map(this::text).toList();
	}

	/** Moves every place one attribute on. */
	private void step(List<@Nullable Object> places, String attribute) {
		Map<EntityPersister, Set<Object>> missing = new HashMap<>();
		for (Object place : places) {
			if (place instanceof Place here && !here.isAt(attribute)
					&& !this.hops.containsKey(new Hop(here, attribute))) {
				@Nullable Object value = value(here, attribute);
				if (value != LazyPropertyInitializer.UNFETCHED_PROPERTY) {
					this.hops.put(new Hop(here, attribute), next(here.persister(), attribute, value));
				}
				else {
					missing.computeIfAbsent(here.persister(), (key) -> new LinkedHashSet<>()).add(here.id());
				}
			}
		}
		missing.forEach((persister, ids) -> select(persister, attribute, ids));
		places.replaceAll((place) -> (place instanceof Place here)
				? here.isAt(attribute) ? here : this.hops.get(new Hop(here, attribute)) : null);
	}

	/**
	 * What an attribute holds of a record that this transaction changed or its session
	 * holds; {@link LazyPropertyInitializer#UNFETCHED_PROPERTY} where that is not known.
	 */
	private @Nullable Object value(Place place, String attribute) {
		EntityPersister persister = place.persister();
		RecordChange changed = this.changes.find(persister, place.id());
		@Nullable Object @Nullable [] state = (changed != null) ? changed.lastState() : null;
		if (changed != null && state != null) {
			// It may be of a subclass of the class that the path names
			return valueOf(changed.entity().persister(), attribute, state);
		}
		Object instance = (changed != null && changed.instance() != null) ? changed.instance()
				: this.session.getPersistenceContextInternal()
					.getEntity(this.session.generateEntityKey(place.id(), persister));
		// An enhanced entity may be its own proxy
		return (instance != null && Hibernate.isInitialized(instance))
				? valueOf(persister, attribute, persister.getValues(instance))
				: LazyPropertyInitializer.UNFETCHED_PROPERTY;
	}

	/** The objects of records that bulk statements changed, by their ids. */
	private Map<Object, Object> load(List<RecordChange> records) {
		Map<Object, Object> loaded = new HashMap<>();
		List<RecordChange> missing = records.stream().filter((record) -> record.instance() == null).toList();
		if (!missing.isEmpty()) {
			EntityPersister persister = missing.get(0).entity().persister();
			SideSession
				.in(this.session,
						(side) -> side
							.createSelectionQuery("from " + persister.getEntityName() + " e where id(e) in (:ids)",
									Object.class)
							.setParameterList("ids", missing.stream().map(RecordChange::id).toList())
							.getResultList())
				.forEach((instance) -> loaded.put(persister.getIdentifier(instance, this.session), instance));
		}
		return loaded;
	}

	private static @Nullable Object valueOf(EntityPersister persister, String attribute, @Nullable Object[] state) {
		int place = Arrays.asList(persister.getPropertyNames()).indexOf(attribute);
		return (place >= 0) ? state[place] : LazyPropertyInitializer.UNFETCHED_PROPERTY;
	}

	private @Nullable Object next(EntityPersister persister, String attribute, @Nullable Object value) {
		Type type = persister.getPropertyType(attribute);
		if (type instanceof EntityType reference && value != null) {
			EntityPersister target = this.session.getFactory()
				.getMappingMetamodel()
				.getEntityDescriptor(reference.getAssociatedEntityName());
			Object id = IdShape.idOf(value, target, this.session);
			return (id != null) ? new Place(target, id) : null;
		}
		return value;
	}

	private void select(EntityPersister persister, String attribute, Set<Object> ids) {
		// What is not there any more leads nowhere, and is not looked for again.
		ids.forEach((id) -> this.hops.put(new Hop(new Place(persister, id), attribute), null));
		boolean reference = persister.getPropertyType(attribute) instanceof EntityType;
		String value = reference ? "id(e." + attribute + ")" : "e." + attribute;
		SideSession
			.in(this.session,
					(side) -> side
						.createSelectionQuery("select id(e), " + value + " from " + persister.getEntityName()
								+ " e where id(e) in (:ids)", Object[].class)
						.setParameterList("ids", ids)
						.getResultList())
			.forEach((row) -> this.hops.put(new Hop(new Place(persister, row[0]), attribute),
					next(persister, attribute, row[1])));
	}

	private @Nullable String text(@Nullable Object place) {
		Object id = (place instanceof Place here) ? here.id() : place;
		return (id != null) ? ShortenedId.of(String.valueOf(Values.canonical(id))) : null;
	}

	/**
	 * A record on the way.
	 *
	 * @param persister its entity
	 * @param id its id
	 */
	private record Place(EntityPersister persister, Object id) {

		/**
		 * Whether an attribute is the record's own id, so that there is nowhere to go.
		 */
		boolean isAt(String attribute) {
			return attribute.equals(this.persister.getIdentifierPropertyName());
		}

	}

	/**
	 * A step from a record along one of its attributes.
	 *
	 * @param from the record
	 * @param attribute the attribute
	 */
	private record Hop(Place from, String attribute) {

	}

}
