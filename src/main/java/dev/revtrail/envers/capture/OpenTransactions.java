package dev.revtrail.envers.capture;

import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.model.TrackedModel;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of the tracked session factory that have changed something and have
 * not ended, with their changes.
 */
final class OpenTransactions {

	private final Map<Transaction, TransactionChanges> open = new ConcurrentHashMap<>();

	private final TrackedFactory factory;

	private final BiFunction<SharedSessionContractImplementor, Transaction, TransactionChanges> begin;

	/**
	 * Creates it without transactions.
	 * @param factory the tracked session factory
	 * @param begin is called at a transaction's first change and returns what will hold
	 * its changes
	 */
	OpenTransactions(TrackedFactory factory,
			BiFunction<SharedSessionContractImplementor, Transaction, TransactionChanges> begin) {
		this.factory = factory;
		this.begin = begin;
	}

	EnversService envers() {
		return this.factory.envers();
	}

	TrackedModel model() {
		return this.factory.model();
	}

	/** Returns what the session's transaction has changed so far. */
	TransactionChanges changes(SharedSessionContractImplementor session) {
		Transaction transaction = session.accessTransaction();
		TransactionChanges changes = this.open.get(transaction);
		if (changes == null) {
			changes = this.begin.apply(session, transaction);
			this.open.put(transaction, changes);
		}
		return changes;
	}

	/** Returns what the session's transaction has changed so far, if anything. */
	@Nullable TransactionChanges find(SharedSessionContractImplementor session) {
		return this.open.get(session.accessTransaction());
	}

	/** Returns the changes of the transaction on a connection. */
	Optional<TransactionChanges> on(Connection connection) {
		return this.open.values().stream().filter((changes) -> changes.isOn(connection)).findFirst();
	}

	/**
	 * Does work of a second session that belongs to the same transaction.
	 * @param side the second session
	 * @param changes what the transaction has changed so far
	 * @param work the work
	 */
	void inSecondSession(SharedSessionContractImplementor side, TransactionChanges changes, Runnable work) {
		Transaction transaction = side.accessTransaction();
		this.open.put(transaction, changes);
		try {
			work.run();
		}
		finally {
			this.open.remove(transaction);
		}
	}

	void end(Transaction transaction) {
		this.open.remove(transaction);
	}

	int count() {
		return this.open.size();
	}

}
