package dev.revtrail.envers.index;

import java.time.Duration;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tracked factory's entity manager and transactions, as the host's own code has them:
 * reads join its transaction and use its connection.
 *
 * @param entityManager the entity manager of the current transaction
 * @param transactionManager what begins and ends transactions
 * @param queryTimeout how long a read may take; zero for any time
 * @param observations observes reads
 */
public record TrackedPersistence(EntityManager entityManager, PlatformTransactionManager transactionManager,
		Duration queryTimeout, LogObservations observations) {

	/** The data source of the tracked factory; null where Spring does not know it. */
	public @Nullable DataSource dataSource() {
		return (this.transactionManager instanceof JpaTransactionManager jpa) ? jpa.getDataSource() : null;
	}

	/** Works on the connection of the current transaction. */
	public <T> T onConnection(ReturningWork<T> work) {
		return this.entityManager.unwrap(Session.class).doReturningWork(work);
	}

	/** Whether a transaction gets the isolation that is asked for. */
	public boolean choosesIsolation() {
		return this.transactionManager instanceof JpaTransactionManager;
	}

	/**
	 * Returns a template for new transactions of an isolation, as JDBC counts it, where
	 * that can be chosen.
	 */
	public TransactionTemplate newTransaction(int isolation) {
		TransactionTemplate transaction = newTransaction();
		if (choosesIsolation()) {
			transaction.setIsolationLevel(isolation);
		}
		return transaction;
	}

	/** Returns a template for new transactions, independent of the current one. */
	public TransactionTemplate newTransaction() {
		TransactionTemplate transaction = new TransactionTemplate(this.transactionManager);
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return transaction;
	}

}
