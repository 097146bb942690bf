package dev.revtrail.graphql;

import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import org.jspecify.annotations.Nullable;

/**
 * Records that somebody read the change log by an operation: once, whatever it selects.
 *
 * @param events where it is recorded; null for nowhere
 */
record LogReads(@Nullable EventLog events) implements Consumer<String> {

	private static final int LONGEST_QUERY = 4000;

	@Override
	public void accept(String query) {
		if (this.events != null) {
			this.events.recordLater(Event.of(Action.VIEW, RecordRef.none(RecordRef.CHANGE_LOG))
				.with("query", query.substring(0, Math.min(query.length(), LONGEST_QUERY))));
		}
	}

}
