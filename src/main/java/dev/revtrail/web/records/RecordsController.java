package dev.revtrail.web.records;

import java.io.IOException;
import java.util.Set;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.DeletedRecords;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.web.entry.EntryType;
import dev.revtrail.web.request.ContractController;
import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.JsonAnswer;
import dev.revtrail.web.request.WatchedChangeLog;
import dev.revtrail.web.request.WatchedRecordHistory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Serves the history of single records. The id is a query parameter, since it may contain
 * any character. Records that a caller may not see are answered like records that do not
 * exist.
 */
@Controller
@RequestMapping("${revtrail.web.records.path:/v1/records}")
class RecordsController extends ContractController {

	private static final String WHOSE = "a record's id";

	private final ChangeLog log;

	private final RecordHistory history;

	private final TypeNames types;

	private final HistoryView view;

	RecordsController(ChangeLog log, RecordHistory history, TypeNames types, CallerResolver callers, HistoryView view) {
		super(callers, ErrorForm.HINT);
		this.log = new WatchedChangeLog(log);
		this.history = new WatchedRecordHistory(history);
		this.types = types;
		this.view = view;
	}

	@GetMapping("/{type}")
	void revisions(@PathVariable String type, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Caller caller = reader();
		RecordType recordType = this.types.parse(type);
		HistoryArguments arguments = new HistoryArguments(parametersOf(request),
				Set.of("after", "id", "labels", "per_page"));
		RecordRef record = new RecordRef(recordType.name(), arguments.id(WHOSE));
		Listing listing = Listing.of(arguments);
		arguments.refuseErrors();
		ChangeSlice slice = this.log.slice(
				listing.with(ChangeQuery.in(caller.scope()).record(record).actions(EntryType.actions())),
				listing.after(), listing.perPage());
		if (slice.entries().isEmpty() && listing.after() == null) {
			throw TypeNames.notFound();
		}
		JsonAnswer.write(response, 200, HistoryView.page(slice.entries().stream().map(this.view::of).toList(),
				listing.perPage(), slice.next()));
	}

	@GetMapping("/{type}/state")
	void state(@PathVariable String type, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = reader();
		RecordType recordType = this.types.parse(type);
		HistoryArguments arguments = new HistoryArguments(parametersOf(request),
				Set.of("at_or_before", "before_deletion", "id", "instant", "revision"));
		RecordRef record = new RecordRef(recordType.name(), arguments.id(WHOSE));
		HistoryArguments.Lookup lookup = arguments.lookup();
		arguments.refuseErrors();
		JsonAnswer.write(response, 200,
				this.view.of(lookup.find(this.history, caller.scope(), record).orElseThrow(TypeNames::notFound)));
	}

	@GetMapping("/{type}/difference")
	void difference(@PathVariable String type, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Caller caller = reader();
		RecordType recordType = this.types.parse(type);
		HistoryArguments arguments = new HistoryArguments(parametersOf(request), Set.of("from", "id", "to"));
		RecordRef record = new RecordRef(recordType.name(), arguments.id(WHOSE));
		long from = arguments.revision("from");
		long to = arguments.revision("to");
		arguments.refuseErrors();
		JsonAnswer.write(response, 200, this.view
			.of(this.history.difference(caller.scope(), record, from, to).orElseThrow(TypeNames::notFound), from, to));
	}

	@GetMapping("/{type}/deleted")
	void deleted(@PathVariable String type, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Caller caller = reader();
		RecordType recordType = this.types.parse(type);
		HistoryArguments arguments = new HistoryArguments(parametersOf(request), Set.of("after", "per_page"));
		Cursor after = arguments.after();
		int perPage = arguments.perPage();
		arguments.refuseErrors();
		DeletedRecords deleted = this.history.deleted(caller.scope(), recordType.name(), after, perPage);
		if (deleted.records().isEmpty() && !this.types.isTracked(recordType)) {
			throw TypeNames.notFound();
		}
		JsonAnswer.write(response, 200,
				HistoryView.page(deleted.records().stream().map(this.view::of).toList(), perPage, deleted.next()));
	}

	@RequestMapping(path = { "/{type}", "/{type}/state", "/{type}/difference", "/{type}/deleted" },
			method = RequestMethod.OPTIONS)
	void options(HttpServletResponse response) throws IOException {
		allow(response);
	}

	@RequestMapping({ "/{type}", "/{type}/state", "/{type}/difference", "/{type}/deleted" })
	void refuseMethod(HttpServletResponse response) {
		throw otherMethod(response);
	}

	@RequestMapping("/**")
	void nothingHere() {
		reader();
		throw TypeNames.notFound();
	}

}
