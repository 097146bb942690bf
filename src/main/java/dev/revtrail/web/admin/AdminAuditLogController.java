package dev.revtrail.web.admin;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangePage;
import dev.revtrail.web.request.ContractController;
import dev.revtrail.web.request.JsonAnswer;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.WatchedChangeLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Contract 3, admin-audit-log.
 */
@Controller
@RequestMapping("${revtrail.web.admin-audit-log.path:/v1/admin/audit-log}")
class AdminAuditLogController extends ContractController {

	/** May read the contract. */
	private static final String AUTHORITY = "platform:admin";

	private final ChangeLog log;

	private final AdminAuditLogRequestParser parser;

	private final AdminAuditLogView view;

	AdminAuditLogController(ChangeLog log, CallerResolver callers, AdminAuditLogRequestParser parser,
			AdminAuditLogView view) {
		super(callers, AdminErrors.FORM);
		this.log = new WatchedChangeLog(log);
		this.parser = parser;
		this.view = view;
	}

	@GetMapping
	void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Caller caller = caller(AUTHORITY);
		AdminAuditLogRequest wanted = this.parser.parse(caller.scope(), parametersOf(request));
		ChangePage page = window(this.log, wanted.query().withWholeCollections(), wanted.offset(), wanted.limit());
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("rows", page.entries().stream().map(this.view::of).toList());
		answer.put("total", page.total());
		JsonAnswer.write(response, 200, answer);
	}

	@Override
	protected void refuse(Refusal refusal, HttpServletResponse response) throws IOException {
		if (refusal.status() == 403) {
			response.setHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + AUTHORITY + "\"");
		}
		super.refuse(refusal, response);
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
		caller(AUTHORITY);
		throw new Refusal(404, "There is nothing here.", null);
	}

}
