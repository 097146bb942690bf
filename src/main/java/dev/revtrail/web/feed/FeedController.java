package dev.revtrail.web.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.web.entry.EntryView;
import dev.revtrail.web.export.NdjsonFormat;
import dev.revtrail.web.request.CallerKey;
import dev.revtrail.web.request.ContractController;
import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.JsonAnswer;
import dev.revtrail.web.request.LogReads;
import dev.revtrail.web.request.ReadWay;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.TailReads;
import dev.revtrail.web.request.WatchedChangeLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * The feed. A request that waits comes here again each time that it looks for entries, on
 * a thread of the server, so that its caller and what it may see are found out again.
 */
@Controller
@RequestMapping("${revtrail.web.feed.path:/v1/feed}")
class FeedController extends ContractController {

	/** The header with the cursor, where the body has no place for it. */
	static final String NEXT = "X-Next";

	private static final MediaType LINES = new MediaType("application", "x-ndjson");

	private static final Set<String> ALL = Set.copyOf(EntryView.ATTRIBUTES);

	private final ChangeLog log;

	private final FeedRequestParser parser;

	private final EntryView view;

	private final WaitingRequests waiting;

	private final @Nullable TailReads reads;

	FeedController(ChangeLog log, CallerResolver callers, FeedRequestParser parser, EntryView view,
			WaitingRequests waiting, @Nullable TailReads reads) {
		super(callers, ErrorForm.HINT);
		this.log = new WatchedChangeLog(log);
		this.parser = parser;
		this.view = view;
		this.waiting = waiting;
		this.reads = reads;
	}

	@GetMapping
	@Nullable DeferredResult<Object> feed(HttpServletRequest request, HttpServletResponse response) throws IOException {
		LogReads.recorded(ReadWay.TAIL);
		Caller caller = reader();
		FeedRequest wanted = this.parser.parse(caller.scope(), parametersOf(request));
		WaitingRequest known = WaitingRequest.of(request);
		if (known != null && !this.waiting.isOpen()) {
			answer(wanted, caller, List.of(), known.next(), request, response);
			return null;
		}
		long revision = this.waiting.revision();
		ChangeSlice slice = this.log.slice(wanted.query(), place(wanted, known), wanted.limit());
		if (slice.entries().isEmpty() && mayWait(wanted, known, request)) {
			WaitingRequest here = (known != null) ? known : join(wanted, caller, request);
			here.goOn(slice);
			return this.waiting.await(here, revision);
		}
		answer(wanted, caller, slice.entries(), next(slice, known), request, response);
		return null;
	}

	private @Nullable Cursor place(FeedRequest wanted, @Nullable WaitingRequest known) {
		if (known != null) {
			return known.place();
		}
		return wanted.fromNow() ? this.log.settledEnd() : wanted.after();
	}

	private static Cursor next(ChangeSlice slice, @Nullable WaitingRequest known) {
		if (known == null || !slice.entries().isEmpty()) {
			return slice.end();
		}
		known.goOn(slice);
		return known.next();
	}

	private boolean mayWait(FeedRequest wanted, @Nullable WaitingRequest known, HttpServletRequest request) {
		return (known != null) ? !known.isOver() : !wanted.patience().isZero() && request.getMethod().equals("GET")
				&& LookAgain.isPossible(request) && this.waiting.isOpen();
	}

	private WaitingRequest join(FeedRequest wanted, Caller caller, HttpServletRequest request) {
		WaitingRequest here = new WaitingRequest(CallerKey.of(caller), System.nanoTime() + wanted.patience().toNanos());
		this.waiting.join(here);
		here.bind(request);
		return here;
	}

	private void answer(FeedRequest wanted, Caller caller, List<ChangeEntry> entries, Cursor next,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		WaitingRequest known = WaitingRequest.of(request);
		if (known != null) {
			this.waiting.leave(known);
		}
		if (this.reads != null) {
			this.reads.served(caller.actor(), wanted.query(), entries.size());
		}
		if (takesLines(request)) {
			writeLines(response, entries, next);
		}
		else {
			Map<String, Object> answer = new LinkedHashMap<>();
			answer.put("items", entries.stream().map((entry) -> this.view.of(entry, ALL)).toList());
			answer.put("next", next.text());
			JsonAnswer.write(response, 200, answer);
		}
	}

	private void writeLines(HttpServletResponse response, List<ChangeEntry> entries, Cursor next) throws IOException {
		NdjsonFormat format = new NdjsonFormat((entry) -> this.view.of(entry, ALL));
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (ChangeEntry entry : entries) {
			body.writeBytes(format.row(entry));
		}
		response.setContentType(format.mediaType());
		response.setHeader("Cache-Control", "no-store");
		response.setHeader(NEXT, next.text());
		response.setContentLength(body.size());
		body.writeTo(response.getOutputStream());
	}

	/** Lines are for those who name them, and prefer them to JSON if they name both. */
	private static boolean takesLines(HttpServletRequest request) {
		try {
			List<MediaType> accepted = MediaType.parseMediaTypes(Collections.list(request.getHeaders("Accept")));
			MimeTypeUtils.sortBySpecificity(accepted);
			return accepted.stream()
				.filter((type) -> type.equalsTypeAndSubtype(LINES)
						|| type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON))
				.findFirst()
				.filter((type) -> type.equalsTypeAndSubtype(LINES) && type.getQualityValue() > 0)
				.isPresent();
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	@ExceptionHandler
	void refuse(TooManyWaiting exception, HttpServletResponse response) throws IOException {
		response.setHeader("Retry-After", Long.toString(exception.secondsLeft()));
		refuse(exception.refusal(), response);
	}

	@RequestMapping(method = RequestMethod.OPTIONS)
	void options(HttpServletResponse response) throws IOException {
		allow(response);
	}

	@RequestMapping
	void refuseMethod(HttpServletResponse response) {
		throw otherMethod(response);
	}

	@RequestMapping("/**")
	void nothingHere() {
		reader();
		throw Refusal.of(404);
	}

}
