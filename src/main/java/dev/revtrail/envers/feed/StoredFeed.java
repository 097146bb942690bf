package dev.revtrail.envers.feed;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import dev.revtrail.Action;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.envers.feed.FollowerTable.State;
import dev.revtrail.envers.index.EntryIds;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.Follower;
import dev.revtrail.feed.FollowerStatus;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The followers that have a row in the database.
 */
final class StoredFeed implements Feed {

	private final FollowerTable table;

	private final FollowerService service;

	private final SettledMarkService mark;

	private final TrackedPersistence persistence;

	private final EventLog events;

	private final TransactionTemplate transaction;

	/** Joins the current transaction, as there may be one connection only. */
	private final TransactionTemplate reading;

	StoredFeed(FollowerTable table, FollowerService service, SettledMarkService mark, TrackedPersistence persistence,
			EventLog events) {
		this.mark = mark;
		this.table = table;
		this.service = service;
		this.persistence = persistence;
		this.events = events;
		this.transaction = persistence.newTransaction();
		this.reading = persistence.newTransaction();
		this.reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRED);
	}

	@Override
	public List<FollowerStatus> followers() {
		return Objects.requireNonNull(this.reading.execute((status) -> this.persistence.onConnection(this.table::all)
			.values()
			.stream()
			.map(State::status)
			.toList()));
	}

	@Override
	public List<FollowerStatus> lastSeen() {
		return this.service.lastSeen();
	}

	@Override
	public void retry(String name) {
		inTransaction(() -> {
			State state = state(name);
			this.persistence.onConnection((connection) -> this.table.retry(connection, name));
			return state;
		});
	}

	@Override
	public void restart(String name, Follower.Start start) {
		if (start == Follower.Start.NOW) {
			requireHosts(name, "begins with the oldest entry");
		}
		inTransaction(() -> {
			State state = state(name);
			if (start == Follower.Start.NOW && !this.mark.isCurrent()) {
				throw new IllegalStateException(
						"Where the change log ends is not known yet, as this node has only just started.");
			}
			long position = switch (start) {
				case OLDEST -> 0;
				case NOW -> EntryIds.floor(state.firstUnsettled());
			};
			this.persistence.onConnection((connection) -> this.table.restart(connection, name, position));
			record(Action.FOLLOWER_RESTARTED, state);
			return state;
		});
	}

	@Override
	public void abandon(String name) {
		requireHosts(name, "cannot be abandoned");
		inTransaction(() -> {
			State state = state(name);
			this.persistence.onConnection((connection) -> this.table.delete(connection, name));
			record(Action.FOLLOWER_ABANDONED, state);
			return state;
		});
	}

	/** What others read counts on the library's followers having got all entries. */
	private static void requireHosts(String name, String rule) {
		if (name.startsWith(FollowerTable.OWN)) {
			throw new IllegalArgumentException("The follower " + name + " is the library's, and " + rule + ".");
		}
	}

	private State state(String name) {
		Map<String, State> states = this.persistence.onConnection(this.table::all);
		State state = states.get(name);
		if (state == null) {
			throw new IllegalArgumentException(
					"The change log has no follower '" + name + "', but " + states.keySet() + ".");
		}
		return state;
	}

	private void record(Action action, State state) {
		this.events.record(
				Event.of(action, new RecordRef(RecordRef.CHANGE_LOG, state.name())).with("position", state.position()));
	}

	private <T> T inTransaction(Supplier<T> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

}
