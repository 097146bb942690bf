package dev.revtrail.envers.capture;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Writes audit rows before the commit, once Envers has written its own and before the
 * entries of the transaction are written.
 */
@FunctionalInterface
public interface CommitStep {

	/**
	 * Writes the rows.
	 * @param session the session of the transaction
	 * @param revision the transaction's revision, which accepts what is written
	 * @param changes what the transaction has changed
	 */
	void complete(SharedSessionContractImplementor session, TransactionRevision revision, TransactionChanges changes);

}
