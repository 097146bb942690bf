package dev.revtrail.envers.capture;

import dev.revtrail.envers.RevtrailRevision;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;

/**
 * Completes a revision before Hibernate checks it for nulls, which it does ahead of its
 * pre-insert listeners and only where no Bean Validation provider takes that check over.
 * {@link CaptureListener} sets the final time of insertion.
 */
final class RevisionPersistListener implements PersistEventListener {

	private final Capture capture;

	RevisionPersistListener(Capture capture) {
		this.capture = capture;
	}

	@Override
	public void onPersist(PersistEvent event) {
		if (event.getObject() instanceof RevtrailRevision revision && revision.getId() == null) {
			this.capture.attribute(revision);
			revision.record(this.capture.clock().instant());
		}
	}

	@Override
	public void onPersist(PersistEvent event, PersistContext createdAlready) {
		onPersist(event);
	}

}
