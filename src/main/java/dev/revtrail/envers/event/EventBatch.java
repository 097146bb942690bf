package dev.revtrail.envers.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Events that are written in one transaction, or, once that has failed, each in one of
 * its own, so that none fails the others. What is there already after an outage is not
 * written twice.
 */
final class EventBatch implements PendingWrites.Write {

	/** Few, as readers wait for the end of the transaction. */
	static final int MOST = 50;

	private final Consumer<List<StandaloneEntries>> writing;

	private final List<StandaloneEntries> events = new ArrayList<>();

	/**
	 * Creates a batch.
	 * @param first its first event
	 * @param writing writes events in one transaction
	 */
	EventBatch(StandaloneEntries first, Consumer<List<StandaloneEntries>> writing) {
		this.writing = writing;
		this.events.add(first);
	}

	/**
	 * Adds an event, if it can be written together with the others.
	 * @param event the event
	 * @param writing writes it
	 * @return whether it was added
	 */
	boolean add(StandaloneEntries event, Consumer<List<StandaloneEntries>> writing) {
		return this.events.size() < MOST && this.writing == writing
				&& Objects.equals(this.events.get(0).tenant(), event.tenant()) && this.events.add(event);
	}

	@Override
	public void write() {
		this.writing.accept(this.events);
	}

	@Override
	public int count() {
		return this.events.size();
	}

	@Override
	public List<EventBatch> parts() {
		return (this.events.size() == 1) ? List.of()
				: this.events.stream().map((event) -> new EventBatch(event, this.writing)).toList();
	}

	@Override
	public String toString() {
		return (this.events.size() == 1) ? this.events.get(0).toString() : this.events.size() + " events";
	}

}
