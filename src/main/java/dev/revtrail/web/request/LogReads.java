package dev.revtrail.web.request;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Records reads of the change log by a contract, after the answer: each read with the
 * filters that were applied, and for every patient and every other organization whose
 * entries were shown one entry for each reader and hour, which belongs to them. What a
 * request has read is known from the {@link WatchedChangeLog} of its contract.
 */
public final class LogReads implements HandlerInterceptor {

	private static final int ERROR = 400;

	private final EventLog events;

	private final Supplier<ChangeLog> log;

	private final Clock clock;

	private final HourlyKeys seen;

	/**
	 * Creates a recorder.
	 * @param events where reads are recorded
	 * @param log finds whose records were shown
	 * @param clock says which hour it is
	 */
	public LogReads(EventLog events, Supplier<ChangeLog> log, Clock clock) {
		this.events = events;
		this.log = log;
		this.clock = clock;
		this.seen = new HourlyKeys(clock);
	}

	/**
	 * Sets the caller that the current request reads for.
	 * @param caller the caller
	 */
	public static void by(Caller caller) {
		Reading.current().ifPresent((reading) -> reading.by(caller));
	}

	/**
	 * Sets how the current request's read is recorded.
	 * @param way the way
	 */
	public static void recorded(ReadWay way) {
		Reading.current().ifPresent((reading) -> reading.recorded(way));
	}

	/**
	 * Sets the text of the operation that the current request executes.
	 * @param text the text
	 */
	public static void operation(String text) {
		Reading.current().ifPresent((reading) -> reading.operation(text));
	}

	/**
	 * Reads what is not shown, such as whether there is more.
	 * @param read the read
	 * @return its result
	 */
	public static <T> T unshown(Supplier<T> read) {
		return Reading.aside(read);
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception exception) {
		Reading reading = Reading.of(request);
		Caller caller = (reading != null) ? reading.caller() : null;
		if (reading != null && caller != null && response.getStatus() < ERROR) {
			List<Event> known = new ArrayList<>(read(reading, caller.actor()));
			reading.owners().forEach((owner) -> addOwner(owner, reading, caller.actor(), known));
			record(known);
			List<Event> found = new ArrayList<>();
			reading.states().forEach((state) -> addOwners(state, reading, caller, found));
			record(found);
		}
	}

	private void record(List<Event> events) {
		if (!events.isEmpty()) {
			this.events.recordLater(events);
		}
	}

	/** The read itself: each of its filters, so that none hides another. */
	private List<Event> read(Reading reading, Actor actor) {
		Event view = Event.of(Action.VIEW, RecordRef.none(RecordRef.CHANGE_LOG)).by(actor);
		return switch (reading.way()) {
			case EACH -> reading.filters()
				.stream()
				.map((filter) -> withOperation(LoggedText.of(filter).in(view, "query"), reading.operation()))
				.toList();
			case HOURLY -> reading.filters()
				.stream()
				.filter((filter) -> this.seen.add(new HourlyRead(actor, Sha256.hex(filter))))
				.map((filter) -> LoggedText.of(filter).in(view, "query").with("hour", hour()))
				.toList();
			case TAIL, EXPORT -> List.of();
		};
	}

	private static Event withOperation(Event event, @Nullable String operation) {
		return (operation != null) ? LoggedText.of(operation).in(event, "operation") : event;
	}

	/** A reader's own organization has the read itself. */
	private void addOwner(ShownOwner owner, Reading reading, Actor actor, List<Event> events) {
		boolean own = owner.patientId() == null && Objects.equals(owner.organizationId(), actor.organizationId());
		boolean none = owner.patientId() == null && owner.organizationId() == null;
		Action action = (reading.way() == ReadWay.EXPORT) ? Action.EXPORT : Action.VIEW;
		if (!own && !none && this.seen.add(new HourlyOwner(actor, action, owner))) {
			events.add(Event.of(action, RecordRef.none(RecordRef.CHANGE_LOG))
				.by(actor)
				.belongingTo(owner.organizationId(), owner.patientId())
				.with("hour", hour()));
		}
	}

	private void addOwners(ShownState state, Reading reading, Caller caller, List<Event> events) {
		if (this.seen.add(new HourlyState(caller.actor(), state))) {
			find(state.entry(caller.scope())).or(() -> find(state.lastEntry(caller.scope())))
				.ifPresent((entry) -> ShownOwner.of(entry)
					.forEach((owner) -> addOwner(owner, reading, caller.actor(), events)));
		}
	}

	private Optional<ChangeEntry> find(ChangeQuery query) {
		return this.log.get().slice(query, null, 1).entries().stream().findFirst();
	}

	private Instant hour() {
		return this.clock.instant().truncatedTo(ChronoUnit.HOURS);
	}

	/** The digest of a filter that a reader looks by again and again. */
	private record HourlyRead(Actor actor, String filters) {

	}

	/** Whose entries a reader was shown. */
	private record HourlyOwner(Actor actor, Action action, ShownOwner owner) {

	}

	/** A state that a reader was shown. */
	private record HourlyState(Actor actor, ShownState state) {

	}

}
