package dev.revtrail.envers.baseline;

import java.time.Duration;

import dev.revtrail.baseline.BaselineStatus;
import dev.revtrail.envers.run.RunWorker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Takes the baselines that the host has named once the application has started, in the
 * background. Those that are done stay so. Where another node works on one, it is watched
 * until that is done or gives no sign of life.
 */
final class BaselineStart implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(BaselineStart.class);

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

	private final StoredBaseline baseline;

	private final RunWorker worker;

	private volatile boolean running;

	BaselineStart(StoredBaseline baseline, RunWorker worker) {
		this.baseline = baseline;
		this.worker = worker;
	}

	@Override
	public void start() {
		this.worker.begin();
		this.running = true;
		this.baseline.wanted().forEach((type) -> this.worker.work(() -> take(type)));
	}

	private void take(String recordType) {
		Duration pause = step(recordType);
		while (!pause.isZero() && this.worker.pause(pause)) {
			pause = step(recordType);
		}
	}

	/** Returns how long to wait before the next step; zero where none follows. */
	private Duration step(String recordType) {
		try {
			BaselineStatus status = this.baseline.run(recordType, false);
			return (status.state() == BaselineStatus.State.RUNNING) ? BETWEEN_LOOKS : Duration.ZERO;
		}
		catch (RuntimeException ex) {
			logger.error("The baseline of " + recordType + " has failed. This node tries again in a minute.", ex);
			return AFTER_FAILURE;
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.worker.end();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
