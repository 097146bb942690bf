package dev.revtrail.envers.event;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Events that are written in one transaction. Where one of them fails it, each is written
 * in one of its own. It may be written again after an outage: what is there already is
 * not written twice.
 */
final class EventBatch {

	/** Few, as readers wait for the end of the transaction. */
	static final int MOST = 50;

	private static final Log logger = LogFactory.getLog(EventBatch.class);

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

	/** How many events are left to be written. */
	int size() {
		return this.events.size();
	}

	/**
	 * Writes the events.
	 * @param written accepts how many of several have been written alone
	 * @param lost accepts how many of several cannot be written
	 * @throws RuntimeException when those that are left could not be written
	 */
	void write(IntConsumer written, IntConsumer lost) {
		try {
			this.writing.accept(this.events);
		}
		// An error of the host's code is that of one event, too
		catch (RuntimeException | Error ex) {
			if (this.events.size() == 1 || Outage.isCauseOf(ex)) {
				throw ex;
			}
			logger.debug("Events are written one by one.", ex);
			writeEach(written, lost);
		}
	}

	private void writeEach(IntConsumer written, IntConsumer lost) {
		for (Iterator<StandaloneEntries> next = this.events.iterator(); next.hasNext();) {
			StandaloneEntries event = next.next();
			try {
				this.writing.accept(List.of(event));
				next.remove();
				written.accept(1);
			}
			catch (RuntimeException | Error ex) {
				if (Outage.isCauseOf(ex)) {
					throw ex;
				}
				logger.error("An event could not be written: " + event, ex);
				next.remove();
				lost.accept(1);
			}
		}
	}

	@Override
	public String toString() {
		return (this.events.size() == 1) ? "An event" : this.events.size() + " events";
	}

}
