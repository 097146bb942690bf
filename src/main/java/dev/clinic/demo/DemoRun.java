package dev.clinic.demo;

import java.time.Clock;

import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ensures that the demo data is created once, completely, and never in a database that is
 * in use. Incomplete data of a process that was killed is deleted and created again. A
 * row of the database records the progress and is locked meanwhile.
 */
@Component
class DemoRun {

	private static final Log logger = LogFactory.getLog(DemoRun.class);

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	private final EntityManagerFactory entityManagers;

	private final WriteDelay writeDelay;

	private final Clock clock;

	DemoRun(JdbcClient jdbc, TransactionTemplate transactions, EntityManagerFactory entityManagers,
			WriteDelay writeDelay, Clock clock) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.entityManagers = entityManagers;
		this.writeDelay = writeDelay;
		this.clock = clock;
	}

	/**
	 * Makes the data, unless it is there or the database is in use.
	 * @param work makes the data, in transactions of its own
	 */
	void once(Runnable work) {
		boolean interrupted = isInterrupted();
		if (interrupted || begin()) {
			this.writeDelay.lift(() -> this.transactions.executeWithoutResult((status) -> {
				if (lock()) {
					make(interrupted, work);
				}
			}));
		}
	}

	private void make(boolean again, Runnable work) {
		if (again) {
			this.entityManagers.getSchemaManager().truncate();
		}
		work.run();
		this.jdbc.sql("update demo_run set finished_at = :now").param("now", this.clock.millis()).update();
	}

	/**
	 * Keeps data that is half made, as somebody works with the database without a demo.
	 */
	void abandon() {
		int abandoned = this.jdbc.sql("update demo_run set finished_at = :now where finished_at is null")
			.param("now", this.clock.millis())
			.update();
		if (abandoned > 0) {
			logger.warn("This database holds demo data that is only half made, and stays so: an earlier start was "
					+ "interrupted, and now clinic.demo.enabled is not true.");
		}
	}

	private boolean isInterrupted() {
		return this.jdbc.sql("select began_at from demo_run where finished_at is null")
			.query(Long.class)
			.optional()
			.isPresent();
	}

	/** Begins, in one statement, so that only one of two processes does. */
	private boolean begin() {
		return this.jdbc.sql("""
				insert into demo_run (id, began_at)
				select 1, :now from (select count(*) as organizations from organization) found
				where found.organizations = 0 and not exists (select 1 from demo_run)""")
			.param("now", this.clock.millis())
			.update() == 1;
	}

	/**
	 * Locks the run; returns false if another process has finished it in the meantime.
	 */
	private boolean lock() {
		boolean locked = this.jdbc.sql("select began_at from demo_run where finished_at is null for update skip locked")
			.query(Long.class)
			.optional()
			.isPresent();
		if (!locked && isInterrupted()) {
			throw new IllegalStateException(
					"Another process is making the demo data in this database; start again when it has finished.");
		}
		return locked;
	}

}
