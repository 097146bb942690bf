package dev.revtrail.envers.event;

import java.util.ArrayList;
import java.util.List;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Entries that wait for the end of a transaction of the host, to be written in one of
 * their own. Where the host's is committed and the writing fails, the commit throws;
 * after a rollback, Spring only logs what is thrown.
 */
final class EventsAtTheEnd implements TransactionSynchronization {

	private static final int MOST = 1_000;

	private final Writer writer;

	private final List<StandaloneEntries> entries = new ArrayList<>();

	private EventsAtTheEnd(Writer writer) {
		this.writer = writer;
	}

	/** What waits for the end of the current transaction. */
	static EventsAtTheEnd of(Writer writer) {
		return TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter((one) -> one instanceof EventsAtTheEnd events && events.writer == writer)
			.map(EventsAtTheEnd.class::cast)
			.findFirst()
			.orElseGet(() -> {
				EventsAtTheEnd events = new EventsAtTheEnd(writer);
				TransactionSynchronizationManager.registerSynchronization(events);
				return events;
			});
	}

	/** Whether more can wait: a transaction may read any number of records. */
	boolean hasRoom() {
		return this.entries.size() < MOST;
	}

	void add(StandaloneEntries one) {
		this.entries.add(one);
	}

	/** A failure must not keep the host's own synchronizations from what they do. */
	@Override
	public void beforeCompletion() {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				if (!EventsAtTheEnd.this.entries.isEmpty()) {
					EventsAtTheEnd.this.writer.write(taken(), true);
				}
			}

		});
	}

	@Override
	public void afterCompletion(int status) {
		if (!this.entries.isEmpty()) {
			this.writer.write(taken(), false);
		}
	}

	private List<StandaloneEntries> taken() {
		List<StandaloneEntries> taken = List.copyOf(this.entries);
		this.entries.clear();
		return taken;
	}

	/** Writes entries at the end of a transaction. */
	@FunctionalInterface
	interface Writer {

		/**
		 * Writes entries at the end of the current transaction.
		 * @param entries the entries
		 * @param committed whether the transaction was committed, so that a failure can
		 * be thrown; else all that fail are written in the background
		 */
		void write(List<StandaloneEntries> entries, boolean committed);

	}

}
