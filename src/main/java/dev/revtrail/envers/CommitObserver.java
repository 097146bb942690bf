package dev.revtrail.envers;

import java.util.List;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * Completes a transaction's revision and writes its entries, as the last step before the
 * commit: Envers' step, the callbacks of hosts and their synchronizations have run.
 */
final class CommitObserver implements TransactionObserver {

	private final Capture capture;

	private final SharedSessionContractImplementor session;

	private final AuditProcess process;

	private final TransactionChanges changes;

	CommitObserver(Capture capture, SharedSessionContractImplementor session, AuditProcess process,
			TransactionChanges changes) {
		this.capture = capture;
		this.session = session;
		this.process = process;
		this.changes = changes;
	}

	@Override
	public void afterBegin() {
		// It joins a transaction that has begun
	}

	@Override
	public void beforeCompletion() {
		// Under JTA this is called even where a callback before it has failed
		if (this.session.getTransactionCoordinator()
			.getTransactionDriverControl()
			.getStatus() == TransactionStatus.ACTIVE) {
			this.changes.requireWhole();
			long start = System.nanoTime();
			try {
				complete();
			}
			catch (RuntimeException ex) {
				this.capture.recording().failed(ex);
				throw ex;
			}
			this.changes.took(System.nanoTime() - start);
		}
	}

	private void complete() {
		TransactionRevision revision = new TransactionRevision(this.session, this.process);
		this.capture.steps().forEach((step) -> step.complete(this.session, revision, this.changes));
		new LateChanges(this.capture, this.session, revision).complete(this.changes);
		this.changes.dropCleared();
		if (!revision.revision().changes().isEmpty()) {
			this.capture.writer().write(this.session, revision.revision(), this.changes);
			revision.revision().changes().clear();
		}
		events(revision);
		this.changes.number(revision.revision().getId());
	}

	/** Writes the events that have joined the transaction. */
	private void events(TransactionRevision revision) {
		List<EntryRow> events = this.changes.takeEvents();
		if (!events.isEmpty()) {
			this.changes.number(revision.number());
			this.session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
				this.capture.entryInsert()
					.insert(this.session, connection, revision.revision(), events,
							this.changes.takeNumbers(events.size()));
				return null;
			});
		}
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
		// The session's own callback ends what this step began
	}

}
