package dev.revtrail.web.changelog;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangePage;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.IdempotencyKeyException;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.entry.EntryType;
import dev.revtrail.web.entry.EntryView;
import dev.revtrail.web.export.EntryFilters;
import dev.revtrail.web.request.ContractController;
import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.JsonAnswer;
import dev.revtrail.web.request.LogReads;
import dev.revtrail.web.request.ReadWay;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import dev.revtrail.web.request.TailReads;
import dev.revtrail.web.request.WatchedChangeLog;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Contract 1, change-log-entries.
 */
@Controller
@RequestMapping("${revtrail.web.change-log-entries.path:/v1/change-log-entries}")
class ChangeLogEntriesController extends ContractController {

	private static final String METHODS_OF_ALL = "GET, HEAD, POST, OPTIONS";

	private final ChangeLog log;

	private final RecordTypes types;

	private final ListRequestParser parser;

	private final EntryView view;

	private final @Nullable TailReads reads;

	private final String path;

	ChangeLogEntriesController(ChangeLog log, RecordTypes types, CallerResolver callers, ListRequestParser parser,
			EntryView view, @Nullable TailReads reads, String path) {
		super(callers, ErrorForm.HINT);
		this.path = path;
		this.log = new WatchedChangeLog(log);
		this.types = types;
		this.parser = parser;
		this.view = view;
		this.reads = reads;
	}

	@GetMapping
	void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = reader();
		Map<String, String[]> parameters = parametersOf(request);
		ListRequest wanted = this.parser.parse(caller.scope(), parameters);
		if (!wanted.keyset()) {
			JsonAnswer.write(response, 200, page(wanted));
			return;
		}
		TailReads tails = wanted.query().isOldestFirst() ? this.reads : null;
		if (tails != null) {
			LogReads.recorded(ReadWay.TAIL);
		}
		ChangeSlice slice = this.log.slice(wanted.query(), wanted.after(), wanted.perPage());
		if (tails != null) {
			tails.served(caller.actor(), wanted.query(), slice.entries().size());
		}
		JsonAnswer.write(response, 200, view(slice, wanted));
	}

	@GetMapping("/{id}")
	void entry(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = reader();
		new RequestParameters(parametersOf(request), Set.of()).refuseErrors();
		OptionalLong number = EntryId.parse(id);
		ChangeEntry entry = number.isEmpty() ? null
				: this.log.entry(caller.scope(), number.getAsLong())
					.filter((found) -> EntryType.of(found.action()).isPresent())
					.orElse(null);
		if (entry == null) {
			throw Refusal.of(404);
		}
		JsonAnswer.write(response, 200, this.view.of(entry, Set.copyOf(EntryView.ATTRIBUTES)));
	}

	@PostMapping
	void note(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = caller(Caller.AUDIT_NOTE);
		NoteRequest.refuseParametersInUrl(request.getQueryString());
		String key = IdempotencyKey.of(request);
		NoteRequest note = NoteRequest.parse(isJson(request) ? NoteRequest.json(request) : form(request), this.types);
		ChangeEntry entry = ((key != null) ? this.log.note(caller, note.record(), note.text(), key)
				: this.log.note(caller, note.record(), note.text()))
			.orElseThrow(() -> new Refusal(404, "There is no such record that the caller may see.", null));
		response.setHeader("Location", location(request, entry));
		JsonAnswer.write(response, 200, this.view.of(entry, Set.copyOf(EntryView.ATTRIBUTES)));
	}

	@ExceptionHandler
	void refuse(IdempotencyKeyException exception, HttpServletResponse response) throws IOException {
		refuse(IdempotencyKey.refusal(exception), response);
	}

	private String location(HttpServletRequest request, ChangeEntry entry) {
		HttpServletMapping mapping = request.getHttpServletMapping();
		String servlet = (mapping.getMappingMatch() == MappingMatch.PATH) ? request.getServletPath() : "";
		return request.getContextPath() + servlet + this.path + "/" + EntryId.format(entry.id());
	}

	/**
	 * Reads a form. Its length is known in advance unless it is chunked; a chunked form
	 * that is too long for the server cannot be read.
	 */
	private static Map<String, String[]> form(HttpServletRequest request) {
		long length = request.getContentLengthLong();
		NoteRequest.requireSmall(length);
		Map<String, String[]> parameters;
		try {
			parameters = parametersOf(request);
		}
		catch (Refusal ex) {
			throw (length < 0) ? new Refusal(413,
					"The form is malformed, or larger than the 100,000 bytes that a note takes.", null) : ex;
		}
		NoteRequest.requireSmall(parameters.values().stream().flatMap(Arrays::stream).mapToLong(String::length).sum());
		return parameters;
	}

	private static boolean isJson(HttpServletRequest request) {
		MediaType type = mediaType(request);
		if (!type.isCompatibleWith(MediaType.APPLICATION_JSON)
				&& !type.isCompatibleWith(MediaType.APPLICATION_FORM_URLENCODED)) {
			throw new Refusal(415, "A note is a form or JSON.", null);
		}
		return type.isCompatibleWith(MediaType.APPLICATION_JSON);
	}

	private static MediaType mediaType(HttpServletRequest request) {
		try {
			return (request.getContentType() != null) ? MediaType.parseMediaType(request.getContentType())
					: MediaType.APPLICATION_FORM_URLENCODED;
		}
		catch (InvalidMediaTypeException ex) {
			return MediaType.APPLICATION_OCTET_STREAM;
		}
	}

	@RequestMapping(method = RequestMethod.OPTIONS)
	void optionsOfAll(HttpServletResponse response) throws IOException {
		allow(response, METHODS_OF_ALL);
	}

	@RequestMapping(path = "/{id}", method = RequestMethod.OPTIONS)
	void options(HttpServletResponse response) throws IOException {
		allow(response);
	}

	@RequestMapping
	void refuseMethodOfAll(HttpServletResponse response) {
		throw otherMethod(response, METHODS_OF_ALL);
	}

	@RequestMapping("/{id}")
	void refuseMethod(HttpServletResponse response) {
		throw otherMethod(response);
	}

	@RequestMapping("/**")
	void nothingHere() {
		reader();
		throw Refusal.of(404);
	}

	private Map<String, @Nullable Object> page(ListRequest wanted) {
		ChangePage page = page(this.log, wanted.query(), wanted.page().subtract(BigInteger.ONE), wanted.perPage());
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("item_count", page.total());
		answer.put("items", items(page.entries(), wanted));
		answer.put("page", wanted.page());
		answer.put("page_count", (page.total() + wanted.perPage() - 1) / wanted.perPage());
		answer.put("per_page", wanted.perPage());
		return answer;
	}

	private Map<String, @Nullable Object> view(ChangeSlice slice, ListRequest wanted) {
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("items", items(slice.entries(), wanted));
		answer.put("per_page", wanted.perPage());
		// In ascending order a client can go on later, when there are more
		Cursor next = wanted.query().isOldestFirst() ? slice.end() : slice.next();
		answer.put("next", (next != null) ? next.text() : null);
		return answer;
	}

	private List<Map<String, @Nullable Object>> items(List<ChangeEntry> entries, ListRequest wanted) {
		return entries.stream().map((entry) -> this.view.of(entry, wanted.attributes())).toList();
	}

}
