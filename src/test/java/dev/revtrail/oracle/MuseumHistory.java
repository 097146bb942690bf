package dev.revtrail.oracle;

import java.util.EnumSet;
import java.util.Map;

import dev.revtrail.oracle.Museum.Curator;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Synchronization;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random transactions in the {@link Museum}.
 */
final class MuseumHistory {

	private final EntityManager entityManager;

	private final SessionFactory factory;

	private final TransactionTemplate transaction;

	private final MuseumStatements statements;

	private final RowRecords rows;

	private final Draw draw;

	private long numbers;

	MuseumHistory(EntityManager entityManager, SessionFactory factory, TransactionTemplate transaction,
			MuseumStatements statements, RowRecords rows, long seed) {
		this.entityManager = entityManager;
		this.factory = factory;
		this.transaction = transaction;
		this.statements = statements;
		this.rows = rows;
		this.draw = new Draw(seed);
	}

	/** Does one transaction, which may be rolled back. */
	Change next() {
		Curator.moments = EnumSet.noneOf(Curator.Moment.class);
		for (Curator.Moment moment : Curator.Moment.values()) {
			if (this.draw.chance(40)) {
				Curator.moments.add(moment);
			}
		}
		if (this.draw.chance(20)) {
			this.statements.outside(this.draw);
		}
		Map<String, Shadow> before = this.rows.read();
		boolean committing = !this.draw.chance(12);
		if (this.draw.chance(25)) {
			stateless(committing);
		}
		else {
			session(before, committing);
		}
		Map<String, Shadow> after = this.rows.read();
		return new Change(committing ? before : after, after);
	}

	private void stateless(boolean committing) {
		this.factory.inStatelessSession((session) -> {
			session.beginTransaction();
			MuseumStateless steps = new MuseumStateless(this.draw, session, this::number);
			for (int i = 1 + this.draw.below(4); i > 0; i--) {
				steps.step();
			}
			if (committing) {
				session.getTransaction().commit();
			}
			else {
				session.getTransaction().rollback();
			}
		});
	}

	private void session(Map<String, Shadow> before, boolean committing) {
		this.transaction.executeWithoutResult((status) -> {
			MuseumVisit visit = new MuseumVisit(this.draw, this.entityManager, before, this::number);
			for (int i = 1 + this.draw.below(5); i > 0; i--) {
				step(visit);
			}
			if (this.draw.chance(15)) {
				late(visit);
			}
			if (!committing) {
				if (this.draw.chance(50)) {
					this.entityManager.flush();
				}
				status.setRollbackOnly();
			}
		});
	}

	private void step(MuseumVisit visit) {
		int chance = this.draw.below(100);
		if (chance < 45) {
			MuseumRecords.step(visit);
		}
		else if (chance < 70) {
			MuseumParents.step(visit);
		}
		else if (chance < 90) {
			MuseumTours.step(visit);
		}
		else {
			this.statements.step(visit);
		}
		if (this.draw.chance(25)) {
			this.entityManager.flush();
			if (this.draw.chance(40)) {
				this.entityManager.clear();
			}
		}
	}

	/** Has records changed while the transaction completes. */
	private void late(MuseumVisit visit) {
		Runnable work = () -> {
			for (int i = 1 + this.draw.below(3); i > 0; i--) {
				MuseumRecords.step(visit);
			}
			this.entityManager.flush();
		};
		SessionImplementor session = this.entityManager.unwrap(SessionImplementor.class);
		switch (this.draw.below(4)) {
			case 0 ->
				session.getActionQueue().registerCallback((SharedSessionContractImplementor completing) -> work.run());
			case 1 -> session.accessTransaction().registerSynchronization(new Synchronization() {

				@Override
				public void beforeCompletion() {
					work.run();
				}

				@Override
				public void afterCompletion(int status) {
				}

			});
			case 2 -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					work.run();
				}

			});
			default -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCompletion() {
					if (TransactionSynchronizationManager.isActualTransactionActive()) {
						work.run();
					}
				}

			});
		}
	}

	private long number() {
		this.numbers++;
		return this.numbers;
	}

	/**
	 * What a transaction did.
	 *
	 * @param before what each record held when the transaction first loaded it
	 * @param after what each record holds now
	 */
	record Change(Map<String, Shadow> before, Map<String, Shadow> after) {
	}

}
