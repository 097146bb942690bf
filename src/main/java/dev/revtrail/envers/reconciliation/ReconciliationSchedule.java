package dev.revtrail.envers.reconciliation;

import java.util.List;

import dev.revtrail.envers.run.RunWorker;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Compares all record types by a cron expression, and lets the work in the background end
 * with the application. Where several nodes have a schedule, each type is compared by the
 * node that comes to it first.
 */
final class ReconciliationSchedule implements SmartLifecycle {

	private final StoredReconciliation reconciliation;

	private final RunWorker worker;

	private final @Nullable CronTrigger trigger;

	private @Nullable ThreadPoolTaskScheduler scheduler;

	private volatile boolean running;

	ReconciliationSchedule(StoredReconciliation reconciliation, RunWorker worker, @Nullable String cron) {
		this.reconciliation = reconciliation;
		this.worker = worker;
		this.trigger = (cron != null) ? new CronTrigger(cron) : null;
	}

	@Override
	public void start() {
		this.worker.begin();
		if (this.trigger != null) {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setThreadNamePrefix("revtrail-reconciliation-schedule-");
			scheduler.setDaemon(true);
			scheduler.initialize();
			scheduler.schedule(() -> this.reconciliation.start(List.of()), this.trigger);
			this.scheduler = scheduler;
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		if (this.scheduler != null) {
			this.scheduler.shutdown();
			this.scheduler = null;
		}
		this.worker.end();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
