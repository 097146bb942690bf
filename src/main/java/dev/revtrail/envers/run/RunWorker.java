package dev.revtrail.envers.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Works in the background, on one thread, until the application ends.
 */
public final class RunWorker {

	private static final Log logger = LogFactory.getLog(RunWorker.class);

	private static final long IDLE_SECONDS = 5;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private volatile CountDownLatch ending = new CountDownLatch(1);

	/** What the work is called in the log, such as {@code baseline}. */
	private final String name;

	private volatile ThreadPoolExecutor thread;

	/**
	 * Creates a worker.
	 * @param name what the work is called in the log, such as {@code baseline}
	 */
	public RunWorker(String name) {
		this.name = name;
		this.thread = newThread();
	}

	private ThreadPoolExecutor newThread() {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (work) -> {
					// Inherits nothing of the thread that starts the work
					Thread thread = new Thread(null, work, "revtrail-" + this.name, 0, false);
					thread.setDaemon(true);
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	/** Begins, also after an end. */
	public void begin() {
		if (isEnding()) {
			this.thread = newThread();
			this.ending = new CountDownLatch(1);
		}
	}

	/** Does work after all that was handed over before. */
	public void work(Runnable work) {
		this.thread.execute(() -> {
			try {
				if (!isEnding()) {
					work.run();
				}
			}
			catch (RuntimeException | Error ex) {
				logger.error("A " + this.name + " has failed. The next call goes on with it.", ex);
			}
		});
	}

	/** Drops what has not begun. */
	public void drop() {
		this.thread.getQueue().clear();
	}

	public boolean isEnding() {
		return this.ending.getCount() == 0;
	}

	/**
	 * Waits, unless the application ends.
	 * @return whether it has not
	 */
	public boolean pause(Duration time) {
		try {
			return !this.ending.await(time.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Ends the work after its batch. A thread is not interrupted: H2 would close a file.
	 */
	public void end() {
		this.ending.countDown();
		this.thread.shutdown();
		try {
			if (!this.thread.awaitTermination(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
				logger.warn("A " + this.name + " goes on although the application ends.");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
