package dev.revtrail.retention;

import dev.revtrail.Actor;
import dev.revtrail.context.ChangeContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Runs the purge by a cron expression, on a thread of its own, so that the host needs no
 * scheduling. If several instances of an application have a schedule, one of them purges.
 */
final class PurgeSchedule implements SmartLifecycle {

	private static final Log LOG = LogFactory.getLog(PurgeSchedule.class);

	private static final int PATIENCE_SECONDS = 60;

	private final Purge purge;

	private final ChangeContext context;

	private final CronTrigger trigger;

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private volatile boolean running;

	private volatile boolean purging;

	PurgeSchedule(Purge purge, ChangeContext context, String cron) {
		this.purge = purge;
		this.context = context;
		this.trigger = new CronTrigger(cron);
		this.scheduler.setThreadNamePrefix("revtrail-purge-");
		this.scheduler.setDaemon(true);
		this.scheduler.setWaitForTasksToCompleteOnShutdown(true);
		this.scheduler.setAwaitTerminationSeconds(PATIENCE_SECONDS);
	}

	@Override
	public void start() {
		this.scheduler.initialize();
		this.scheduler.schedule(this::purge, this.trigger);
		this.running = true;
	}

	/**
	 * Stops a run that is under way after its batch. It continues after the restart.
	 */
	@Override
	public void stop() {
		try {
			if (this.purging) {
				this.purge.stop();
			}
		}
		catch (RuntimeException ex) {
			LOG.warn("The purge could not be asked to stop, and may go on for " + PATIENCE_SECONDS + " s.", ex);
		}
		finally {
			this.scheduler.shutdown();
			this.running = false;
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private void purge() {
		this.purging = true;
		try {
			this.context.runAs(Actor.SYSTEM, "purge", () -> report(this.purge.run()));
		}
		catch (RuntimeException | Error ex) {
			LOG.error("The purge failed. The next run resumes it.", ex);
		}
		finally {
			this.purging = false;
		}
	}

	/**
	 * Logs the result, except for a run that another call is working on, which the purge
	 * itself logs.
	 */
	private static void report(PurgeProgress progress) {
		if (progress.lease() == null) {
			LOG.info("Purge " + progress.id() + " is " + progress.state() + ": it has looked at " + progress.scanned()
					+ " entries and removed " + progress.removed() + ".");
		}
	}

}
