package dev.revtrail.envers.capture;

import java.util.List;

import dev.revtrail.envers.index.LogObservations;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * Completes a transaction's revision and writes its entries, as the last step before the
 * commit: Envers' step, the callbacks of hosts and their synchronizations have run.
 */
final class CommitObserver implements TransactionObserver {

	private final List<CommitStep> steps;

	private final RecordingState recording;

	private final LogObservations observations;

	private final SharedSessionContractImplementor session;

	private final AuditProcess process;

	private final TransactionChanges changes;

	CommitObserver(List<CommitStep> steps, RecordingState recording, LogObservations observations,
			SharedSessionContractImplementor session, AuditProcess process, TransactionChanges changes) {
		this.steps = steps;
		this.recording = recording;
		this.observations = observations;
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
				this.observations.record(this::complete, this.changes::entries);
			}
			catch (RuntimeException ex) {
				this.recording.failed(ex);
				throw ex;
			}
			this.changes.took(System.nanoTime() - start);
		}
	}

	private void complete() {
		TransactionRevision revision = new TransactionRevision(this.session, this.process);
		this.steps.forEach((step) -> step.complete(this.session, revision, this.changes));
		this.changes.number(revision.revision().getId());
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
		// The session's own callback ends what this step began
	}

}
