package dev.revtrail.envers.bulk;

import java.util.function.Supplier;

import dev.revtrail.BulkChanges;
import dev.revtrail.envers.UnrecordableStatementException;
import dev.revtrail.envers.bulk.detect.BulkDetector;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.capture.OnDeleteCascades;
import dev.revtrail.envers.capture.TransactionGuard;
import dev.revtrail.envers.model.TrackedFactory;
import jakarta.persistence.Query;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Bulk statements on the tracked session factory.
 */
public final class TrackedBulkChanges implements BulkChanges {

	private final TrackedFactory factory;

	private final BulkDetector detector;

	private final BulkDeletions deletions;

	private final BulkUpdates updates;

	public TrackedBulkChanges(Capture capture, OnDeleteCascades cascades, AuditCopies copies, BulkDetector detector) {
		this.factory = capture.factory();
		this.detector = detector;
		this.deletions = new BulkDeletions(capture, cascades, copies, detector);
		this.updates = new BulkUpdates(capture, copies, detector);
	}

	@Override
	public int execute(Query statement) {
		BulkQuery query = BulkQuery.of(statement);
		SharedSessionContractImplementor session = query.session();
		if (session.getFactory() != this.factory.sessionFactory()) {
			throw new UnsupportedOperationException("The statement is not of the tracked entity manager factory.");
		}
		if (!TransactionGuard.isInTransaction(session)) {
			throw new IllegalStateException(
					"A bulk statement takes an active transaction, which its entries are written in.");
		}
		if (session instanceof SessionImplementor) {
			session.flush();
		}
		return execute(query);
	}

	/**
	 * Executes a statement that the host executes itself. The session is flushed by the
	 * rules of its flush mode.
	 * @param query the statement
	 * @return how many records it applied to
	 * @throws UnrecordableStatementException when its entries could not be right; nothing
	 * has been changed then
	 */
	int record(BulkQuery query) {
		if (!TransactionGuard.isInTransaction(query.session())) {
			throw new UnrecordableStatementException("Entries are written in a transaction only.");
		}
		if (new BulkTargets(this.factory.model(), query.persister()).isEmpty()) {
			throw new UnrecordableStatementException("The statement is about an entity that is not tracked.");
		}
		return execute(query);
	}

	private int execute(BulkQuery query) {
		BulkTargets targets = new BulkTargets(this.factory.model(), query.persister());
		if (!targets.isEmpty() && query.isDelete()) {
			return this.deletions.execute(query, targets);
		}
		if (!targets.isEmpty() && !targets.fields(query.assigned()).isEmpty()) {
			return this.updates.execute(query, targets);
		}
		return this.detector.untracked(query::execute);
	}

	@Override
	public <T extends @Nullable Object> T untracked(Supplier<T> work) {
		return this.detector.untracked(work);
	}

}
