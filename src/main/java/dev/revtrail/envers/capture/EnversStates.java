package dev.revtrail.envers.capture;

import dev.revtrail.envers.model.StoredRecord;
import dev.revtrail.envers.model.TrackedEntity;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.envers.internal.synchronization.work.AbstractAuditWorkUnit;
import org.hibernate.envers.internal.synchronization.work.AddWorkUnit;
import org.hibernate.envers.internal.synchronization.work.DelWorkUnit;
import org.hibernate.envers.internal.synchronization.work.ModWorkUnit;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Gives Envers the states that it lacks or takes wrongly. Where it listens, it comes
 * before Envers: its unit of a deletion stays, as units of one record are merged.
 */
public final class EnversStates implements PostUpdateEventListener, PostDeleteEventListener {

	private final Capture capture;

	public EnversStates(Capture capture) {
		this.capture = capture;
	}

	/** Envers' own look-up has arrays in place of embeddables. */
	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		StoredRecord stored = stored(event.getSession(), event.getPersister(), event.getId());
		if (stored != null) {
			AuditProcess process = process(event.getSession());
			String name = event.getPersister().getEntityName();
			process.getCachedEntityState(event.getId(), name);
			process.cacheEntityState(event.getId(), name, stored.state());
		}
	}

	/** A stateless session's event has no state. */
	@Override
	public void onPostDelete(PostDeleteEvent event) {
		StoredRecord stored = stored(event.getSession(), event.getPersister(), event.getId());
		if (stored != null) {
			add(event.getSession(), new DelWorkUnit(event.getSession(), event.getPersister().getEntityName(),
					this.capture.envers(), event.getId(), event.getPersister(), stored.state()));
		}
	}

	private @Nullable StoredRecord stored(SharedSessionContractImplementor session, EntityPersister persister,
			Object id) {
		TrackedEntity entity = (session instanceof StatelessSession)
				? this.capture.model().entity(persister.getEntityName()) : null;
		return (entity != null) ? this.capture.changes(session).stored(entity, id) : null;
	}

	/** Gives Envers what an insertion wrote. */
	void inserted(SharedSessionContractImplementor session, TrackedEntity entity, Object id, @Nullable Object[] state) {
		add(session,
				new AddWorkUnit(session, entity.entityName(), this.capture.envers(), id, entity.persister(), state));
	}

	/** Gives Envers what an update wrote. */
	void updated(SharedSessionContractImplementor session, TrackedEntity entity, Object id, @Nullable Object[] state,
			@Nullable Object[] before) {
		add(session, new ModWorkUnit(session, entity.entityName(), this.capture.envers(), id, entity.persister(), state,
				before));
	}

	/** Gives Envers the state of a record that is deleted outside its session. */
	public void deleted(SharedSessionContractImplementor session, TrackedEntity entity, Object id,
			@Nullable Object[] state) {
		add(session,
				new DelWorkUnit(session, entity.entityName(), this.capture.envers(), id, entity.persister(), state));
	}

	private void add(SharedSessionContractImplementor session, AbstractAuditWorkUnit unit) {
		process(session).addWorkUnit(unit);
	}

	private AuditProcess process(SharedSessionContractImplementor session) {
		return this.capture.envers().getAuditProcessManager().get(session);
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

}
