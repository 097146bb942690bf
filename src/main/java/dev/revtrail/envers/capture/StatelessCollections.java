package dev.revtrail.envers.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Reads the collections that a stateless session has just written, before callbacks run:
 * what those add to a collection is never written.
 */
final class StatelessCollections implements PostInsertEventListener, PostUpdateEventListener, PostUpsertEventListener {

	private final Capture capture;

	StatelessCollections(Capture capture) {
		this.capture = capture;
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		read(event.getSession(), event.getPersister(), event.getId(), event.getEntity());
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		read(event.getSession(), event.getPersister(), event.getId(), event.getEntity());
	}

	@Override
	public void onPostUpsert(PostUpsertEvent event) {
		read(event.getSession(), event.getPersister(), event.getId(), event.getEntity());
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

	private void read(SharedSessionContractImplementor session, EntityPersister persister, Object id, Object instance) {
		TrackedEntity entity = (session instanceof StatelessSession)
				? this.capture.model().entity(persister.getEntityName()) : null;
		if (entity != null && !owned(entity).isEmpty()) {
			this.capture.changes(session).writtenElements(entity, id, contents(session, entity, instance));
		}
	}

	private static Map<String, Object> contents(SharedSessionContractImplementor session, TrackedEntity entity,
			Object instance) {
		@Nullable Object[] state = entity.persister().getValues(instance);
		Map<String, Object> contents = new HashMap<>();
		for (TrackedField.Elements field : owned(entity)) {
			Object collection = field.path().valueIn(state);
			if (collection == null) {
				contents.put(field.name(), field.nothing());
			}
			// What is not loaded is left alone
			else if (Hibernate.isInitialized(collection)) {
				contents.put(field.name(), field.history().content(collection, session).value());
			}
		}
		return contents;
	}

	/** Returns the collections that a session writes with their owner. */
	static List<TrackedField.Elements> owned(TrackedEntity entity) {
		return entity.collections().stream().filter((field) -> !field.persister().isInverse()).toList();
	}

}
