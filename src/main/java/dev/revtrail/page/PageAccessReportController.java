package dev.revtrail.page;

import java.util.Collections;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.web.export.EntryExport;
import dev.revtrail.web.export.ExportRequest;
import dev.revtrail.web.report.AccessReportRequest;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Makes the access report of a patient that the page shows.
 */
@Controller
@RequestMapping("${revtrail.page.path:/audit-log}/data/access-report")
class PageAccessReportController extends OwnSiteExportController {

	private final AccessReportRequest request;

	PageAccessReportController(EntryExport export, AccessReportRequest request, CallerResolver callers) {
		super(export, "access-report", callers);
		this.request = request;
	}

	@Override
	protected ExportRequest wanted(Caller caller, HttpServletRequest request) {
		return this.request.read(caller, null, parametersOf(request), Collections.list(request.getLocales()));
	}

}
