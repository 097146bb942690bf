package dev.revtrail.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Eight clients, each of which writes parcels of its own one operation after the other,
 * until one is not answered.
 */
final class Writers {

	private static final int COUNT = 8;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

	private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);

	private final CountDownLatch answered = new CountDownLatch(1);

	/**
	 * Operations that were sent and never acknowledged: nobody knows what became of them.
	 */
	private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();

	private final Journal journal;

	private final int port;

	private volatile boolean stopped;

	Writers(Journal journal, int port) {
		this.journal = journal;
		this.port = port;
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
	 * @return the operations that nobody knows the end of
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
			last = (last == null || last.kind().equals("delete")) ? send("create", operation, 0, operation)
					: send((random.nextInt(3) > 0) ? "update" : "delete", operation, last.parcel(), last.label());
			if (last == null) {
				return;
			}
		}
	}

	private @Nullable Acknowledgement send(String kind, String operation, long parcel, String label) {
		this.inDoubt.add(operation);
		URI address = URI
			.create("http://localhost:%d/%s/%s/%d/%s".formatted(this.port, kind, operation, parcel, label));
		try {
			HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
					HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				return null;
			}
			Acknowledgement acknowledgement = new Acknowledgement(kind, operation, Long.parseLong(response.body()),
					label);
			this.journal.append(acknowledgement);
			this.inDoubt.remove(operation);
			this.answered.countDown();
			return acknowledgement;
		}
		catch (IOException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

}
