package dev.revtrail.envers;

import java.util.function.Supplier;

import dev.revtrail.BulkChanges;
import jakarta.persistence.Query;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Bulk statements on the tracked session factory.
 */
final class TrackedBulkChanges implements BulkChanges {

	private final Capture capture;

	TrackedBulkChanges(Capture capture) {
		this.capture = capture;
	}

	@Override
	public int execute(Query statement) {
		BulkQuery query = BulkQuery.of(statement);
		SharedSessionContractImplementor session = query.session();
		if (session.getFactory() != this.capture.sessionFactory()) {
			throw new UnsupportedOperationException("The statement is not of the tracked entity manager factory.");
		}
		if (!TransactionGuard.isInTransaction(session)) {
			throw new IllegalStateException(
					"A bulk statement takes an active transaction, which its entries are written in.");
		}
		if (session instanceof SessionImplementor) {
			session.flush();
		}
		BulkTargets targets = new BulkTargets(this.capture, query.persister());
		return untracked(() -> execute(query, targets));
	}

	private int execute(BulkQuery query, BulkTargets targets) {
		if (targets.isEmpty()) {
			return query.execute();
		}
		if (query.isDelete()) {
			return new BulkDeletions(this.capture).execute(query, targets);
		}
		return targets.fields(query.assigned()).isEmpty() ? query.execute()
				: new BulkUpdates(this.capture).execute(query, targets);
	}

	@Override
	public <T extends @Nullable Object> T untracked(Supplier<T> work) {
		return this.capture.bulkDetector().untracked(work);
	}

}
