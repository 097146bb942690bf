package dev.revtrail.envers;

import org.hibernate.envers.EntityTrackingRevisionListener;
import org.hibernate.envers.RevisionType;

/**
 * Notes on the revision which records Envers wrote audit rows for. Envers makes its own
 * instance, so this has no state and knows nothing of any application context.
 */
public class RevtrailRevisionListener implements EntityTrackingRevisionListener {

	@Override
	public void newRevision(Object revision) {
		// The capture attributes it, with the context of the current session factory
	}

	@Override
	@SuppressWarnings("rawtypes")
	public void entityChanged(Class entityClass, String entityName, Object entityId, RevisionType revisionType,
			Object revision) {
		((RevtrailRevision) revision).changes().add(new AuditedChange(entityName, entityId));
	}

}
