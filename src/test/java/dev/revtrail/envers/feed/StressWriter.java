package dev.revtrail.envers.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.revtrail.ChangeLog;
import dev.revtrail.SettableClock;
import dev.revtrail.envers.DefaultRevision;
import dev.revtrail.envers.hospital.Thing;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import org.hibernate.envers.AuditReaderFactory;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes hot wards, adds nurses, one or now and then many, and deletes some in bulk.
 */
final class StressWriter implements Runnable {

	/** How many records a large transaction adds. */
	private static final int LARGE = Integer.getInteger("settled.large", 300);

	private final ConfigurableApplicationContext context;

	private final List<Long> hot;

	private final String name;

	private final List<Long> nurses = new ArrayList<>();

	private final List<Long> hired = new ArrayList<>();

	private volatile boolean stopped;

	private int committed;

	private int failed;

	StressWriter(ConfigurableApplicationContext context, List<Long> hot, String name) {
		this.context = context;
		this.hot = hot;
		this.name = name;
	}

	void stop() {
		this.stopped = true;
	}

	/** How many transactions were committed, once this has ended. */
	int committed() {
		return this.committed;
	}

	/** How many transactions were not committed, once this has ended. */
	int failed() {
		return this.failed;
	}

	@Override
	public void run() {
		Thread.currentThread().setName(this.name);
		TransactionTemplate transaction = this.context.getBean(TransactionTemplate.class);
		EntityManager entityManager = this.context.getBean(EntityManager.class);
		while (!this.stopped) {
			((SettableClock) this.context.getBean(Clock.class)).advance(Duration.ofMillis(1));
			try {
				this.hired.clear();
				transaction.executeWithoutResult((status) -> change(entityManager));
				this.nurses.addAll(this.hired);
				this.committed++;
			}
			catch (DataAccessException | TransactionException | PersistenceException ex) {
				this.failed++;
			}
		}
	}

	private void change(EntityManager entityManager) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		if (random.nextInt(3) == 0) {
			Long id = this.hot.get(random.nextInt(this.hot.size()));
			Thing.Ward ward = entityManager.find(Thing.Ward.class, id, LockModeType.PESSIMISTIC_WRITE);
			ward.name = String.valueOf(Integer.parseInt(ward.name) + 1);
			return;
		}
		int kind = random.nextInt(80);
		if (kind < 2) {
			// As a host may, which takes the revision's number before the work is done
			AuditReaderFactory.get(entityManager).getCurrentRevision(DefaultRevision.class, true);
		}
		if ((kind == 2 || kind == 3) && !this.nurses.isEmpty()) {
			deleteInBulk(entityManager);
		}
		int count = (kind == 4) ? LARGE : 1;
		for (int i = 0; i < count; i++) {
			Thing.Nurse nurse = new Thing.Nurse();
			entityManager.persist(nurse);
			this.hired.add(nurse.id);
		}
	}

	/** Nurses that no other writer deletes. */
	private void deleteInBulk(EntityManager entityManager) {
		this.context.getBean(ChangeLog.class)
			.bulk()
			.execute(entityManager.createQuery("delete from Thing$Nurse n where n.id in :ids")
				.setParameter("ids", this.nurses.subList(0, Math.min(5, this.nurses.size()))));
	}

}
