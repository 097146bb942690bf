package dev.revtrail.web.records;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.revtrail.Cursor;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import dev.revtrail.web.request.TimeParameter;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of history to the letter.
 */
class HistoryArguments {

	private static final String REVISION = "a revision's number, an integer from 0 to 9223372036854775807";

	private static final List<String> TIMES = List.of("at_or_before", "before_deletion", "instant", "revision");

	private static final long MOST = 100;

	private static final int DEFAULT = 10;

	private final RequestParameters arguments;

	HistoryArguments(Map<String, String[]> given, Collection<String> known) {
		this.arguments = new RequestParameters(given, known);
	}

	/** Returns a required id, which may be any text. */
	String id(String whose) {
		if (!this.arguments.has("id")) {
			this.arguments.reject("id", "id takes " + whose + ", and must be given.");
		}
		return this.arguments.text("id", whose).orElse("");
	}

	/** Returns the required number of a revision. */
	long revision(String name) {
		if (!this.arguments.has(name)) {
			this.arguments.reject(name, name + " takes " + REVISION + ", and must be given.");
		}
		return this.arguments.number(name, REVISION, 0, Long.MAX_VALUE).map(BigInteger::longValueExact).orElse(0L);
	}

	int perPage() {
		return this.arguments.number("per_page", "an integer from 1 to " + MOST, 1, MOST)
			.map(BigInteger::intValueExact)
			.orElse(DEFAULT);
	}

	@Nullable Cursor after() {
		return this.arguments.cursor("after");
	}

	/** Returns whether labels are requested. */
	boolean labels() {
		return this.arguments.flag("labels");
	}

	/**
	 * Returns the way to look up a state, for which exactly one of four parameters is
	 * required.
	 */
	Lookup lookup() {
		List<String> times = TIMES.stream().filter(this.arguments::has).toList();
		if (times.size() != 1) {
			for (String time : times.isEmpty() ? TIMES : times) {
				this.arguments.reject(time, "This takes exactly one of " + String.join(", ", TIMES) + ".");
			}
			return (history, scope, record) -> Optional.empty();
		}
		return switch (times.get(0)) {
			case "revision" -> at(revision("revision"),
					(number) -> (history, scope, record) -> history.stateExactlyAt(scope, record, number));
			case "at_or_before" -> at(revision("at_or_before"),
					(number) -> (history, scope, record) -> history.stateAtOrBefore(scope, record, number));
			case "instant" -> instant();
			default -> beforeDeletion();
		};
	}

	private static Lookup at(long number, Function<Long, Lookup> lookup) {
		return lookup.apply(number);
	}

	private Lookup instant() {
		Optional<TimeParameter> moment = this.arguments.moment("instant");
		return (history, scope, record) -> moment.flatMap((at) -> history.stateAsOf(scope, record, at.instant()));
	}

	private Lookup beforeDeletion() {
		Optional<String> text = this.arguments.one("before_deletion", "true");
		if (text.isPresent() && !text.get().equals("true")) {
			this.arguments.reject("before_deletion", "before_deletion takes true.");
		}
		return RecordHistory::stateBeforeDeletion;
	}

	/**
	 * Ends the reading of parameters.
	 * @throws Refusal when anything is wrong with any of them
	 */
	void refuseErrors() {
		this.arguments.refuseErrors();
	}

	/**
	 * A way to look up a state.
	 */
	@FunctionalInterface
	interface Lookup {

		Optional<RecordSnapshot> find(RecordHistory history, Scope scope, RecordRef record);

	}

}
