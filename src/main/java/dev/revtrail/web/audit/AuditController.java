package dev.revtrail.web.audit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangePage;
import dev.revtrail.ChangeQuery;
import dev.revtrail.OrganizationTree;
import dev.revtrail.web.request.ContractController;
import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.JsonAnswer;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.WatchedChangeLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Contract 2, audit. A tenant that the caller may not see is answered as one that there
 * is not.
 */
@Controller
@RequestMapping(AuditController.PATH)
class AuditController extends ContractController {

	static final String PATH = "/{tenant}/{instance}/audit";

	private final ChangeLog log;

	private final OrganizationTree organizations;

	private final AuditRequestParser parser;

	private final String instance;

	AuditController(ChangeLog log, OrganizationTree organizations, CallerResolver callers, AuditRequestParser parser,
			String instance, ErrorForm errors) {
		super(callers, errors);
		this.log = new WatchedChangeLog(log);
		this.organizations = organizations;
		this.parser = parser;
		this.instance = instance;
	}

	@GetMapping
	void list(@PathVariable String tenant, @PathVariable("instance") String called, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		Caller caller = reader();
		if (!called.equals(this.instance) || !sees(caller, tenant)) {
			throw notFound();
		}
		AuditRequest wanted = this.parser.parse(ChangeQuery.in(caller.scope()).organization(tenant),
				parametersOf(request));
		ChangePage page = page(this.log, wanted.query().withWholeCollections(), wanted.page(), wanted.size());
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("content", page.entries().stream().map(AuditView::of).toList());
		answer.put("totalElements", page.total());
		answer.put("totalPages", (page.total() + wanted.size() - 1) / wanted.size());
		answer.put("page", wanted.page());
		answer.put("size", wanted.size());
		JsonAnswer.write(response, 200, answer);
	}

	private boolean sees(Caller caller, String tenant) {
		return caller.scope().isEverything() || caller.scope()
			.organizationId()
			.map(this.organizations::subtreeOf)
			.filter((organizations) -> organizations.contains(tenant))
			.isPresent();
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
		throw notFound();
	}

	private static Refusal notFound() {
		return new Refusal(404, "There is no such tenant or instance that the caller may see.", null);
	}

}
