package dev.revtrail.web.records;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.web.entry.EntryType;
import dev.revtrail.web.request.ContractController;
import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.JsonAnswer;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.WatchedChangeLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Serves the entries of a revision and of a request, within the scope of the caller.
 */
@Controller
class RevisionsController extends ContractController {

	private static final String REVISIONS = "${revtrail.web.records.revisions-path:/v1/revisions}";

	private static final String REQUESTS = "${revtrail.web.records.requests-path:/v1/requests}";

	private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

	private final ChangeLog log;

	private final HistoryView view;

	RevisionsController(ChangeLog log, CallerResolver callers, HistoryView view) {
		super(callers, ErrorForm.HINT);
		this.log = new WatchedChangeLog(log);
		this.view = view;
	}

	@GetMapping(REVISIONS + "/{number}")
	void revision(@PathVariable String number, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Caller caller = reader();
		HistoryArguments arguments = new HistoryArguments(parametersOf(request), Set.of("after", "labels", "per_page"));
		Listing listing = Listing.of(arguments);
		arguments.refuseErrors();
		if (!NUMBER.matcher(number).matches()) {
			throw notFound("revision");
		}
		ChangeSlice slice = read(ChangeQuery.in(caller.scope()).revision(Long.parseLong(number)), listing, "revision");
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		slice.entries()
			.stream()
			.findFirst()
			.map(ChangeEntry::revision)
			.ifPresent((revision) -> answer.put("revision", this.view.of(revision)));
		answer.putAll(page(slice, listing.perPage()));
		JsonAnswer.write(response, 200, answer);
	}

	@GetMapping(REQUESTS)
	void request(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = reader();
		HistoryArguments arguments = new HistoryArguments(parametersOf(request),
				Set.of("after", "id", "labels", "per_page"));
		String id = arguments.id("a request's id");
		Listing listing = Listing.of(arguments);
		arguments.refuseErrors();
		JsonAnswer.write(response, 200,
				page(read(ChangeQuery.in(caller.scope()).requestId(id), listing, "request"), listing.perPage()));
	}

	private ChangeSlice read(ChangeQuery query, Listing listing, String what) {
		ChangeSlice slice = this.log.slice(
				listing.with(query.actions(EntryType.actions()).oldestFirst().withUnsettled()), listing.after(),
				listing.perPage());
		if (slice.entries().isEmpty() && listing.after() == null) {
			throw notFound(what);
		}
		return slice;
	}

	private Map<String, @Nullable Object> page(ChangeSlice slice, int perPage) {
		return HistoryView.page(slice.entries().stream().map(this.view::of).toList(), perPage, slice.next());
	}

	@RequestMapping(path = { REVISIONS + "/{number}", REQUESTS }, method = RequestMethod.OPTIONS)
	void options(HttpServletResponse response) throws IOException {
		allow(response);
	}

	@RequestMapping({ REVISIONS + "/{number}", REQUESTS })
	void refuseMethod(HttpServletResponse response) {
		throw otherMethod(response);
	}

	@RequestMapping({ REVISIONS + "/**", REQUESTS + "/**" })
	void nothingHere() {
		reader();
		throw Refusal.of(404);
	}

	private static Refusal notFound(String what) {
		return new Refusal(404, "There is no such " + what + ", or it changed nothing that the caller may see.", null);
	}

}
