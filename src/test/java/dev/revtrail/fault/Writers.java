package dev.revtrail.fault;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Eight clients, each of which writes parcels of its own one operation after the other.
 */
final class Writers {

	static final int COUNT = 8;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);

	private final CountDownLatch answered = new CountDownLatch(1);

	/**
	 * Operations that were sent and never acknowledged: committed or not.
	 */
	private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();

	private final Journal journal;

	private final Operations operations;

	private final Predicate<Exception> goesOn;

	private volatile boolean stopped;

	/**
	 * Creates the clients.
	 * @param journal keeps what is acknowledged
	 * @param operations does what they ask for
	 * @param goesOn whether a client goes on after a failure, with another parcel
	 */
	Writers(Journal journal, Operations operations, Predicate<Exception> goesOn) {
		this.journal = journal;
		this.operations = operations;
		this.goesOn = goesOn;
	}

	/**
	 * Starts the clients and waits for the first answer.
	 * @param round what sets the operations apart from those of other rounds
	 * @param seed decides what is done
	 * @throws InterruptedException when interrupted
	 */
	void start(String round, long seed) throws InterruptedException {
		for (int i = 0; i < COUNT; i++) {
			String name = "%s-w%d".formatted(round, i);
			Random random = new Random(seed + i);
			this.threads.execute(() -> write(name, random));
		}
		this.threads.shutdown();
		if (!this.answered.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("The warehouse answered none of the writers.");
		}
	}

	/**
	 * Lets the clients write for a while.
	 * @param millis how long
	 * @return whether all of them still write
	 * @throws InterruptedException when interrupted
	 */
	boolean write(long millis) throws InterruptedException {
		return !this.threads.awaitTermination(millis, TimeUnit.MILLISECONDS) && this.inDoubt.isEmpty();
	}

	/**
	 * Waits until no client writes any more.
	 * @return the operations whose outcome is unknown
	 * @throws InterruptedException when interrupted
	 */
	Set<String> stop() throws InterruptedException {
		this.stopped = true;
		if (!this.threads.awaitTermination(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("The writers did not stop.");
		}
		return this.inDoubt;
	}

	private void write(String name, Random random) {
		@Nullable Acknowledgement last = null;
		for (int i = 0; !this.stopped; i++) {
			String operation = name + "-" + i;
			try {
				last = (last == null || last.kind().equals("delete")) ? send("create", operation, 0, operation)
						: send((random.nextInt(3) > 0) ? "update" : "delete", operation, last.parcel(), last.label());
			}
			catch (Exception ex) {
				last = null;
				if (!this.goesOn.test(ex)) {
					return;
				}
			}
		}
	}

	private Acknowledgement send(String kind, String operation, long parcel, String label) throws Exception {
		this.inDoubt.add(operation);
		long written = this.operations.perform(kind, operation, parcel, label);
		Acknowledgement acknowledgement = new Acknowledgement(kind, operation, written, label);
		this.journal.append(acknowledgement);
		this.inDoubt.remove(operation);
		this.answered.countDown();
		return acknowledgement;
	}

}
