package dev.revtrail.envers.capture;

import dev.revtrail.Action;
import dev.revtrail.envers.model.TrackedEntity;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Knows of each change before its statement, so that also one whose first statement fails
 * is known as an attempt.
 */
final class AttemptListener implements PreInsertEventListener, PreUpdateEventListener, PreDeleteEventListener,
		PreUpsertEventListener, PostUpdateEventListener, PostDeleteEventListener, PostUpsertEventListener {

	private final Capture capture;

	AttemptListener(Capture capture) {
		this.capture = capture;
	}

	@Override
	public boolean onPreInsert(PreInsertEvent event) {
		TrackedEntity entity = tracked(event.getPersister());
		if (entity != null) {
			changes(event.getSession()).tryCreation(entity);
		}
		return false;
	}

	@Override
	public boolean onPreUpdate(PreUpdateEvent event) {
		return tried(event, Action.UPDATE);
	}

	@Override
	public boolean onPreUpsert(PreUpsertEvent event) {
		return tried(event, Action.UPDATE);
	}

	@Override
	public boolean onPreDelete(PreDeleteEvent event) {
		return tried(event, Action.DELETE);
	}

	private boolean tried(AbstractPreDatabaseOperationEvent event, Action action) {
		TrackedEntity entity = tracked(event.getPersister());
		if (entity != null) {
			changes(event.getSession()).tryChange(entity, event.getId(), action);
		}
		return false;
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		succeeded(event);
	}

	@Override
	public void onPostUpsert(PostUpsertEvent event) {
		succeeded(event);
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		succeeded(event);
	}

	private void succeeded(AbstractPostDatabaseOperationEvent event) {
		TrackedEntity entity = tracked(event.getPersister());
		if (entity != null) {
			changes(event.getSession()).succeeded(entity, event.getId());
		}
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

	private @Nullable TrackedEntity tracked(EntityPersister persister) {
		return this.capture.model().entity(persister.getEntityName());
	}

	private TransactionChanges changes(SharedSessionContractImplementor session) {
		return this.capture.changes(session);
	}

}
