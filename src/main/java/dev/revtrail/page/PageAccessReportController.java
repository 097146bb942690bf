package dev.revtrail.page;

import java.util.Collections;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.web.export.EntryExport;
import dev.revtrail.web.export.ExportRequest;
import dev.revtrail.web.report.AccessReportParser;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Makes the access report of a patient that the page shows.
 */
@Controller
@RequestMapping("${revtrail.page.path:/audit-log}/data/access-report")
class PageAccessReportController extends OwnSiteExportController {

	private final AccessReportParser parser;

	PageAccessReportController(EntryExport export, AccessReportParser parser, CallerResolver callers) {
		super(export, "access-report", callers);
		this.parser = parser;
	}

	@Override
	protected ExportRequest wanted(Caller caller, HttpServletRequest request) {
		return this.parser.parse(caller, null, parametersOf(request), Collections.list(request.getLocales()));
	}

}
