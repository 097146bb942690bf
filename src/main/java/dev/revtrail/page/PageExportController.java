package dev.revtrail.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.web.export.CsvFormat;
import dev.revtrail.web.export.EntryExport;
import dev.revtrail.web.export.EntryExportController;
import dev.revtrail.web.export.ExportRequest;
import dev.revtrail.web.export.NdjsonFormat;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.WatchedChangeLog;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Exports the entries that the page shows, in the page's order, for callers who may see
 * the page and may export.
 */
@Controller
@RequestMapping("${revtrail.page.path:/audit-log}/data/export")
class PageExportController extends EntryExportController {

	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	private static final String PAGE_HEADER = "X-Requested-With";

	private static final String BEARER = "Bearer ";

	private final ChangeLog log;

	private final RecordTypes types;

	private final EventTypes events;

	PageExportController(EntryExport export, ChangeLog log, RecordTypes types, EventTypes events,
			CallerResolver callers) {
		super(export, "audit-log", callers);
		this.log = new WatchedChangeLog(log);
		this.types = types;
		this.events = events;
	}

	@Override
	protected Caller exporter() {
		caller(Caller.AUDIT_PAGE);
		return super.exporter();
	}

	/**
	 * Browsers say which site a request is from, but not over plain HTTP. Then a header
	 * says it that other sites cannot send: the page's own, or one with a bearer token,
	 * which no browser adds by itself.
	 */
	@Override
	protected void refuseForeign(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		if ((site != null) ? !OWN_SITES.contains(site) : !isDeliberate(request)) {
			throw new Refusal(403, "Another site may have requested this export. Start it on the page, or send "
					+ PAGE_HEADER + " or a bearer token.", null);
		}
	}

	private static boolean isDeliberate(HttpServletRequest request) {
		String authorization = request.getHeader("Authorization");
		return request.getHeader(PAGE_HEADER) != null
				|| (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length()));
	}

	@Override
	protected ExportRequest wanted(Scope scope, Map<String, String[]> parameters) {
		PageArguments arguments = new PageArguments(parameters, Set.of("format"), this.types, this.events, this.log);
		ChangeQuery query = arguments.query(scope).withWholeCollections().withLabels();
		String format = arguments.format();
		arguments.refuseErrors();
		return new ExportRequest(query, format);
	}

	@Override
	protected CsvFormat csv() {
		return PageCsv.FORMAT;
	}

	@Override
	protected NdjsonFormat ndjson() {
		return new NdjsonFormat(PageView::of);
	}

	@Override
	protected Map<String, @Nullable Object> origin(String id, ChangeEntry entry) {
		Map<String, @Nullable Object> origin = new LinkedHashMap<>();
		origin.put("id", id);
		origin.put("time", entry.revision().recordedAt().toString());
		origin.put("user", PageView.of(entry.revision().actor()));
		return origin;
	}

}
