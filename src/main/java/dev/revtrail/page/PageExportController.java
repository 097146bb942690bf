package dev.revtrail.page;

import java.util.Set;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.export.EntryExport;
import dev.revtrail.web.export.ExportFormat;
import dev.revtrail.web.export.ExportRequest;
import dev.revtrail.web.export.NdjsonFormat;
import dev.revtrail.web.request.WatchedChangeLog;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Exports the entries that the page shows, in the page's order.
 */
@Controller
@RequestMapping("${revtrail.page.path:/audit-log}/data/export")
class PageExportController extends OwnSiteExportController {

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
	protected ExportRequest wanted(Caller caller, HttpServletRequest request) {
		PageArguments arguments = new PageArguments(parametersOf(request), Set.of("format"), this.types, this.events,
				this.log);
		ChangeQuery query = arguments.query(caller.scope()).withWholeCollections().withLabels();
		ExportFormat format = arguments.format(PageCsv.FORMAT, new NdjsonFormat(PageView::of));
		arguments.refuseErrors();
		return new ExportRequest(query, format);
	}

}
