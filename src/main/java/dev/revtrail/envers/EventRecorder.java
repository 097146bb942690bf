package dev.revtrail.envers;

import java.util.List;
import java.util.Objects;

import dev.revtrail.context.ChangeContext.Origin;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.internal.revisioninfo.RevisionInfoGenerator;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes entries of what is no change of a record, each time as a revision.
 */
final class EventRecorder {

	private final EntityManager entityManager;

	private final Capture capture;

	private final RevisionInfoGenerator revisions;

	private final TransactionTemplate transaction;

	EventRecorder(Capture capture, TrackedPersistence persistence) {
		this.entityManager = persistence.entityManager();
		this.capture = capture;
		this.revisions = capture.envers().getConfig().getRevisionInfo().getRevisionInfoGenerator();
		this.transaction = persistence.newTransaction();
	}

	/**
	 * Writes entries in a transaction of their own; they thereby get their ids.
	 * @param origin who did it, from where and in which request
	 * @param note a remark on the revision; null for none
	 * @param rows the entries, at least one
	 */
	void record(Origin origin, @Nullable String note, List<EntryRow> rows) {
		this.transaction.executeWithoutResult((status) -> write(origin, note, rows));
	}

	/** The same in the transaction at hand. */
	void write(Origin origin, @Nullable String note, List<EntryRow> rows) {
		// As Envers makes its own, so that a host's listener completes the host's
		// attributes
		RevtrailRevision revision = (RevtrailRevision) this.revisions.generate();
		revision.attribute(origin);
		revision.setNote(note);
		this.entityManager.persist(revision);
		SessionImplementor session = this.entityManager.unwrap(SessionImplementor.class);
		session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			this.capture.entryInsert().insert(session, connection, revision, rows, 0);
			return null;
		});
		long number = Objects.requireNonNull(revision.getId());
		session.getTransactionCompletionCallbacks()
			.registerCallback((boolean success, SharedSessionContractImplementor completed) -> {
				if (success) {
					this.capture.context().committed(origin, number);
				}
			});
	}

}
