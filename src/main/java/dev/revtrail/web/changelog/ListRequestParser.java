package dev.revtrail.web.changelog;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.Scope;
import dev.revtrail.web.entry.EntryView;
import dev.revtrail.web.export.EntryFilters;
import dev.revtrail.web.export.ExportFormat;
import dev.revtrail.web.export.ExportRequest;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;

/**
 * Reads the parameters of a list to the letter of the contract.
 */
class ListRequestParser {

	private static final Set<String> KNOWN = and("after", "attributes", "page", "per_page", "sort_by");

	private static final Set<String> EXPORT = and("format", "sort_by");

	private static final Set<String> ORDERS = Set.of("_id", "created", "-_id", "-created");

	private static final int DEFAULT_PER_PAGE = 10;

	private final EntryFilters filters;

	ListRequestParser(EntryFilters filters) {
		this.filters = filters;
	}

	/**
	 * Reads the parameters.
	 * @param scope the scope of the caller
	 * @param parameters the parameters, decoded
	 * @return the request
	 * @throws Refusal when any parameter is bad input
	 */
	ListRequest parse(Scope scope, Map<String, String[]> parameters) {
		RequestParameters arguments = new RequestParameters(parameters, KNOWN);
		Set<String> attributes = attributes(arguments);
		ChangeQuery query = order(arguments, this.filters.apply(arguments, ChangeQuery.in(scope)));
		if (!attributes.contains("details")) {
			query = query.withoutChanges();
		}
		int perPage = arguments.number("per_page", "an integer from 1 to 100", 1, 100L)
			.map(BigInteger::intValueExact)
			.orElse(DEFAULT_PER_PAGE);
		BigInteger page = arguments.number("page", "an integer from 1", 1, null).orElse(BigInteger.ONE);
		boolean keyset = arguments.has("after");
		if (keyset && arguments.has("page")) {
			arguments.reject("after", "after and page exclude each other.");
			arguments.reject("page", "after and page exclude each other.");
		}
		Cursor after = arguments.cursor("after");
		arguments.refuseErrors();
		return new ListRequest(query, attributes, perPage, page, keyset, after);
	}

	/**
	 * Reads the parameters of an export.
	 * @param scope the scope of the caller
	 * @param parameters the parameters, decoded
	 * @param formats the formats to choose from
	 * @return the request
	 * @throws Refusal when any parameter is bad input
	 */
	ExportRequest parseExport(Scope scope, Map<String, String[]> parameters, ExportFormat... formats) {
		RequestParameters arguments = new RequestParameters(parameters, EXPORT);
		ChangeQuery query = order(arguments, this.filters.apply(arguments, ChangeQuery.in(scope)));
		ExportFormat format = ExportRequest.format(arguments, formats);
		arguments.refuseErrors();
		return new ExportRequest(query, format);
	}

	private static Set<String> and(String... others) {
		Set<String> known = new TreeSet<>(EntryFilters.NAMES);
		known.addAll(List.of(others));
		return known;
	}

	private static Set<String> attributes(RequestParameters arguments) {
		return arguments.list("attributes", "an attribute's name")
			.stream()
			.filter(EntryView.ATTRIBUTES::contains)
			.collect(Collectors.toSet());
	}

	/** Sets the order. Sorting by either is the same: that of revisions. */
	private static ChangeQuery order(RequestParameters arguments, ChangeQuery query) {
		List<String> orders = arguments.list("sort_by", "_id, created, -_id or -created");
		if (!ORDERS.containsAll(orders)) {
			arguments.reject("sort_by", "sort_by takes _id, created, -_id or -created.");
		}
		List<Boolean> descending = orders.stream().map((order) -> order.startsWith("-")).distinct().toList();
		if (descending.size() > 1) {
			arguments.reject("sort_by", "sort_by takes one order; _id and created mean the same.");
		}
		return descending.equals(List.of(true)) ? query : query.oldestFirst();
	}

}
