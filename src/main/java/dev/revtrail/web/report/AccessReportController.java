package dev.revtrail.web.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeEntry;
import dev.revtrail.RecordTypes;
import dev.revtrail.web.export.EntryExport;
import dev.revtrail.web.export.EntryExportController;
import dev.revtrail.web.export.ExportRequest;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Serves the access report of a patient, for callers who may export.
 */
@Controller
@RequestMapping("${revtrail.web.access-report.path:/v1/patients}/{patient}/access-report")
class AccessReportController extends EntryExportController {

	private final AccessReportParser parser;

	private final RecordTypes types;

	AccessReportController(EntryExport export, AccessReportParser parser, RecordTypes types, CallerResolver callers) {
		super(export, "access-report", callers);
		this.parser = parser;
		this.types = types;
	}

	@Override
	protected ExportRequest wanted(Caller caller, HttpServletRequest request) {
		if (this.types.patientTypes().isEmpty()) {
			throw new Refusal(404, "No record type here is that of patients.", null);
		}
		return this.parser.parse(caller, patient(request), parametersOf(request),
				Collections.list(request.getLocales()));
	}

	private static String patient(HttpServletRequest request) {
		Map<?, ?> variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		String patient = Objects.requireNonNull(variables.get("patient")).toString();
		if (!RequestParameters.isText(patient, RequestParameters.LONGEST)) {
			throw new Refusal(400, "The path takes a patient's id.", null);
		}
		return patient;
	}

	@Override
	protected Map<String, @Nullable Object> origin(String id, ChangeEntry entry) {
		Map<String, @Nullable Object> origin = new LinkedHashMap<>();
		origin.put("id", id);
		origin.put("time", entry.revision().recordedAt().toString());
		origin.put("user", entry.revision().actor().id());
		return origin;
	}

}
