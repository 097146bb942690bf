package dev.revtrail.web.feed;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.Scope;
import dev.revtrail.web.export.EntryFilters;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of the feed to the letter of the contract.
 */
class FeedRequestParser {

	private static final Set<String> KNOWN = new TreeSet<>(EntryFilters.NAMES);

	static {
		KNOWN.addAll(Set.of("after", "limit", "wait"));
	}

	private static final String NOW = "now";

	private static final int DEFAULT_LIMIT = 100;

	private final EntryFilters filters;

	FeedRequestParser(EntryFilters filters) {
		this.filters = filters;
	}

	/**
	 * Reads the parameters.
	 * @param scope the scope of the caller
	 * @param parameters the parameters, decoded
	 * @return the request
	 * @throws Refusal when any parameter is bad input
	 */
	FeedRequest parse(Scope scope, Map<String, String[]> parameters) {
		RequestParameters arguments = new RequestParameters(parameters, KNOWN);
		ChangeQuery query = this.filters.apply(arguments, ChangeQuery.in(scope)).oldestFirst();
		boolean fromNow = List.of(NOW).equals(Arrays.asList(parameters.getOrDefault("after", new String[0])));
		@Nullable Cursor after = fromNow ? null : arguments.cursor("after", "now, or nothing to begin");
		int limit = arguments.number("limit", "an integer from 1 to 1000", 1, 1000L)
			.map(BigInteger::intValueExact)
			.orElse(DEFAULT_LIMIT);
		Duration wait = arguments.number("wait", "an integer from 0 to 30, in seconds", 0, 30L)
			.map((seconds) -> Duration.ofSeconds(seconds.longValueExact()))
			.orElse(Duration.ZERO);
		arguments.refuseErrors();
		return new FeedRequest(query, after, fromNow, limit, wait);
	}

}
