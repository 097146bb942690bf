package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.SimpleValue;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the mapping which foreign keys change or delete records of tracked entities
 * when others are deleted.
 */
public final class OnDeleteRules {

	private final Metadata metadata;

	private final SessionFactoryImplementor sessionFactory;

	private final TrackedModel model;

	private final List<OnDeleteRule> rules = new ArrayList<>();

	private final Set<String> unrecorded = new LinkedHashSet<>();

	public OnDeleteRules(Metadata metadata, SessionFactoryImplementor sessionFactory, TrackedModel model) {
		this.metadata = metadata;
		this.sessionFactory = sessionFactory;
		this.model = model;
		for (PersistentClass entity : metadata.getEntityBindings()) {
			entity.getProperties().forEach((property) -> read(entity.getEntityName(), "", property));
		}
	}

	/** Those by which a tracked record is changed or deleted in the end. */
	public List<OnDeleteRule> rules() {
		Set<OnDeleteRule> kept = new LinkedHashSet<>();
		boolean more = true;
		while (more) {
			more = false;
			for (OnDeleteRule rule : this.rules) {
				boolean leads = isTracked(rule.child())
						|| (rule.cascade() && kept.stream().anyMatch((next) -> isKindOf(rule.child(), next.parent())));
				more |= leads && kept.add(rule);
			}
		}
		return List.copyOf(kept);
	}

	/** The attributes whose rows go without an entry. */
	public Set<String> unrecorded() {
		return this.unrecorded;
	}

	private void read(String entity, String prefix, Property property) {
		Value value = property.getValue();
		String path = prefix + property.getName();
		if (value instanceof Component component) {
			component.getProperties().forEach((inner) -> read(entity, path + ".", inner));
		}
		else if (value instanceof ToOne reference) {
			add(reference.getOnDeleteAction(), reference.getReferencedEntityName(), entity, path, null);
		}
		else if (value instanceof Collection collection && collection.getKey() instanceof SimpleValue key) {
			read(entity, path, collection, key.getOnDeleteAction());
		}
	}

	private void read(String entity, String path, Collection collection, @Nullable OnDeleteAction action) {
		if (collection.getElement() instanceof OneToMany children) {
			String mappedBy = collection.getMappedByProperty();
			add(action, entity, children.getReferencedEntityName(), mappedBy, (mappedBy == null) ? path : null);
		}
		else if (isDone(action) && collection.isInverse() && isTrackedElement(collection)) {
			// The owner of the association loses an element
			this.unrecorded.add(entity + "." + path);
		}
	}

	private boolean isTrackedElement(Collection collection) {
		return collection.getElement() instanceof ToOne owner && isTracked(owner.getReferencedEntityName());
	}

	private void add(@Nullable OnDeleteAction action, String parent, String child, @Nullable String reference,
			@Nullable String collection) {
		if (action == OnDeleteAction.CASCADE
				|| (action == OnDeleteAction.SET_NULL && reference != null && !reference.contains("."))) {
			OnDeleteRule rule = new OnDeleteRule(parent, child, reference, collection,
					action == OnDeleteAction.CASCADE);
			if (!this.rules.contains(rule)) {
				this.rules.add(rule);
			}
		}
		else if (isDone(action) && isTracked(child)) {
			this.unrecorded.add((reference != null) ? child + "." + reference : parent + "." + collection);
		}
	}

	private static boolean isDone(@Nullable OnDeleteAction action) {
		return action != null && action != OnDeleteAction.NO_ACTION && action != OnDeleteAction.RESTRICT;
	}

	private boolean isTracked(String entity) {
		PersistentClass mapping = this.metadata.getEntityBinding(entity);
		Set<String> names = new HashSet<>(Set.of(entity));
		mapping.getSubclassClosure().forEach((subclass) -> names.add(subclass.getEntityName()));
		return names.stream().anyMatch((name) -> this.model.entity(name) != null);
	}

	private boolean isKindOf(String one, String other) {
		return persister(other).getMappedClass().isAssignableFrom(persister(one).getMappedClass())
				|| persister(one).getMappedClass().isAssignableFrom(persister(other).getMappedClass());
	}

	private EntityPersister persister(String entity) {
		return this.sessionFactory.getMappingMetamodel().getEntityDescriptor(entity);
	}

}
