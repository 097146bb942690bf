package dev.revtrail.page;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordDifference;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.TextSearch;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.request.ContractController;
import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.JsonAnswer;
import dev.revtrail.web.request.LogReads;
import dev.revtrail.web.request.ReadWay;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.WatchedChangeLog;
import dev.revtrail.web.request.WatchedRecordHistory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Serves the data of the audit page: entries, 50 at a time, in both directions; their
 * counts per day; their actors; the labels of records, and the states of a record.
 */
@Controller
@RequestMapping("${revtrail.page.path:/audit-log}/data")
class PageDataController extends ContractController {

	private static final int SUGGESTIONS = 10;

	private final ChangeLog log;

	private final RecordHistory history;

	private final RecordTypes types;

	private final EventTypes events;

	private final PageSettings settings;

	private final Clock clock;

	private final PatientReaders patients;

	PageDataController(ChangeLog log, RecordHistory history, RecordTypes types, EventTypes events,
			PageSettings settings, CallerResolver callers, Clock clock, PatientReaders patients) {
		super(callers, ErrorForm.HINT);
		this.log = new WatchedChangeLog(log);
		this.history = new WatchedRecordHistory(history);
		this.types = types;
		this.events = events;
		this.settings = settings;
		this.clock = clock;
		this.patients = patients;
	}

	/**
	 * A page: the newest, the one after (older than) or before (newer than) a place, or
	 * the last.
	 */
	@GetMapping("/entries")
	void entries(HttpServletRequest request, HttpServletResponse response) throws IOException {
		PageArguments arguments = arguments(request, "after", "before", "at");
		Caller reader = reader(request);
		ChangeQuery query = arguments.query(reader.scope());
		Cursor after = arguments.place("after");
		Cursor before = arguments.place("before");
		boolean last = arguments.end();
		arguments.excludes("after", "before");
		arguments.excludes("after", "at");
		arguments.excludes("before", "at");
		arguments.refuseErrors();
		EntryPages pages = new EntryPages(this.log, query, values(request, reader));
		JsonAnswer.write(response, 200, (before != null) ? pages.before(before)
				: last ? pages.last() : (after != null) ? pages.after(after) : pages.first());
	}

	/**
	 * Answers with how many entries match, how many of them precede a place, or how many
	 * have come since the newest page was read, with those that were not settled then.
	 * Asked again and again, and so recorded once an hour.
	 */
	@GetMapping("/count")
	void count(HttpServletRequest request, HttpServletResponse response) throws IOException {
		LogReads.recorded(ReadWay.HOURLY);
		PageArguments arguments = arguments(request, "preceding", "since");
		ChangeQuery query = arguments.query(reader(request).scope());
		Cursor preceding = arguments.place("preceding");
		Cursor since = arguments.place("since");
		arguments.excludes("preceding", "since");
		arguments.refuseErrors();
		ChangeQuery counted = (preceding != null) ? query.newerThan(preceding).withUnsettled()
				: (since != null) ? EntryPages.since(query, since) : query;
		JsonAnswer.write(response, 200, Map.of("count", this.log.count(counted)));
	}

	@GetMapping("/entries/{id}")
	void entry(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller reader = reader(request);
		Scope scope = reader.scope();
		PageArguments arguments = arguments(request);
		ChangeQuery query = arguments.narrowed(ChangeQuery.in(scope)).withWholeCollections().withLabels();
		arguments.refuseErrors();
		OptionalLong number = EntryId.parse(id);
		ChangeSlice slice = number.isPresent() ? this.log.slice(query.ids(number.getAsLong()), null, 1) : null;
		if (slice == null || slice.entries().isEmpty()) {
			throw Refusal.of(404);
		}
		Map<String, @Nullable Object> answer = PageView.of(slice.entries().get(0), values(request, reader));
		answer.put("place", slice.end().text());
		JsonAnswer.write(response, 200, answer);
	}

	@GetMapping("/days")
	void days(HttpServletRequest request, HttpServletResponse response) throws IOException {
		PageArguments arguments = arguments(request, "by", "zone");
		ChangeQuery query = arguments.query(reader(request).scope());
		ZoneId zone = arguments.zone();
		boolean hours = arguments.byHour();
		arguments.refuseErrors();
		DayCounts counts = new DayCounts(this.log, query, zone, this.clock.instant());
		JsonAnswer.write(response, 200, hours ? Map.of("zone", zone.getId(), "hours", counts.byHour())
				: Map.of("zone", zone.getId(), "days", counts.byDay()));
	}

	@GetMapping("/users")
	void users(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Scope scope = viewer();
		LogReads.recorded(ReadWay.HOURLY);
		PageArguments arguments = arguments(request, "text");
		String text = arguments.text("text");
		arguments.refuseErrors();
		JsonAnswer.write(response, 200, Map.of("users",
				this.log.searchActors(new TextSearch(scope, text, SUGGESTIONS)).stream().map(PageView::of).toList()));
	}

	/** Records by what they are called. */
	@GetMapping("/records")
	void records(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Scope scope = viewer();
		LogReads.recorded(ReadWay.HOURLY);
		PageArguments arguments = arguments(request, "text", "patients");
		Set<String> wanted = arguments.recordTypes();
		String text = arguments.text("text");
		arguments.refuseErrors();
		JsonAnswer.write(response, 200,
				Map.of("records",
						this.log.searchRecords(new TextSearch(scope, text, SUGGESTIONS), wanted)
							.stream()
							.map(PageView::of)
							.toList()));
	}

	/** What the user, the patient and the record are called that filters name by id. */
	@GetMapping("/names")
	void names(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Scope scope = reader(request).scope();
		LogReads.recorded(ReadWay.HOURLY);
		PageArguments arguments = arguments(request);
		Optional<ChangeQuery> user = arguments.byUser(scope);
		Optional<ChangeQuery> patient = arguments.ofPatient(scope);
		Optional<ChangeQuery> record = arguments.ofRecord(scope);
		arguments.refuseErrors();
		Map<String, @Nullable Object> names = new LinkedHashMap<>();
		user.flatMap(this::newest).ifPresent((entry) -> names.put("user", PageView.of(entry.revision().actor())));
		patient.flatMap(this::newest)
			.map((entry) -> entry.labels().patient())
			.ifPresent((label) -> names.put("patient", label.text()));
		record.flatMap(this::newest)
			.map((entry) -> entry.labels().record())
			.ifPresent((label) -> names.put("id", label.text()));
		JsonAnswer.write(response, 200, names);
	}

	private Optional<ChangeEntry> newest(ChangeQuery query) {
		return this.log.slice(query.withoutChanges().withLabels(), null, 1).entries().stream().findFirst();
	}

	@GetMapping("/state")
	void state(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller reader = reader(request);
		Scope scope = reader.scope();
		PageArguments arguments = arguments(request, "revision");
		Scope seen = arguments.narrowed(scope);
		RecordRef record = arguments.record();
		long revision = arguments.revision("revision");
		arguments.refuseErrors();
		JsonAnswer.write(response, 200,
				this.history.stateAtOrBefore(seen, record, revision)
					.map((state) -> PageView.of(state, this.history.labels(scope, record, state.asChanges(), revision),
							values(request, reader)))
					.orElseThrow(() -> nothing()));
	}

	@GetMapping("/comparison")
	void comparison(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller reader = reader(request);
		Scope scope = reader.scope();
		PageArguments arguments = arguments(request, "one", "other");
		Scope seen = arguments.narrowed(scope);
		RecordRef record = arguments.record();
		long one = arguments.revision("one");
		long other = arguments.revision("other");
		arguments.refuseErrors();
		RecordDifference difference = this.history.difference(seen, record, one, other).orElseThrow(() -> nothing());
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("one", Long.toString(one));
		answer.put("other", Long.toString(other));
		answer.putAll(
				PageView.of(difference, this.history.labels(scope, record, difference.changes(), Math.max(one, other)),
						values(request, reader)));
		JsonAnswer.write(response, 200, answer);
	}

	/** Answers with the title and the settings of the page. */
	@GetMapping("/settings")
	void settings(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller viewer = reader(request);
		arguments(request).refuseErrors();
		JsonAnswer.write(response, 200, this.settings.view(viewer, request.getLocale()));
	}

	@RequestMapping(path = { "/comparison", "/count", "/days", "/entries", "/entries/{id}", "/names", "/records",
			"/settings", "/state", "/users" }, method = RequestMethod.OPTIONS)
	void options(HttpServletResponse response) throws IOException {
		allow(response);
	}

	@RequestMapping({ "/comparison", "/count", "/days", "/entries", "/entries/{id}", "/names", "/records", "/settings",
			"/state", "/users" })
	void refuseMethod(HttpServletResponse response) {
		throw otherMethod(response);
	}

	@RequestMapping("/**")
	void nothingHere() {
		viewer();
		throw nothing();
	}

	private PageValues values(HttpServletRequest request, Caller reader) {
		PageValues values = this.settings.values(request.getLocale());
		return reader.may(Caller.AUDIT_PAGE) ? values : values.ofOnePatient();
	}

	/**
	 * Returns the caller of a request that elements on a host's pages make, too: where it
	 * may not see the page, with the scope of the patient that the request names.
	 */
	private Caller reader(HttpServletRequest request) {
		Caller caller = known();
		Caller reader = caller.may(Caller.AUDIT_PAGE) ? caller : this.patients.reader(caller, parametersOf(request));
		LogReads.by(reader);
		return reader;
	}

	private Scope viewer() {
		return caller(Caller.AUDIT_PAGE).scope();
	}

	private PageArguments arguments(HttpServletRequest request, String... others) {
		return new PageArguments(parametersOf(request), Set.of(others), this.types, this.events, this.log);
	}

	private static Refusal nothing() {
		return new Refusal(404, "There is nothing here that the caller may see.", null);
	}

}
