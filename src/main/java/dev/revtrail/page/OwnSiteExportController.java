package dev.revtrail.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeEntry;
import dev.revtrail.web.export.EntryExport;
import dev.revtrail.web.export.EntryExportController;
import dev.revtrail.web.request.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The exports of the page, for callers who may see the page and may export. They write an
 * entry and read the whole log, so that another site must not have a browser start them.
 */
abstract class OwnSiteExportController extends EntryExportController {

	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	private static final String PAGE_HEADER = "X-Requested-With";

	private static final String BEARER = "Bearer ";

	OwnSiteExportController(EntryExport export, String name, CallerResolver callers) {
		super(export, name, callers);
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
	protected Map<String, @Nullable Object> origin(String id, ChangeEntry entry) {
		Map<String, @Nullable Object> origin = new LinkedHashMap<>();
		origin.put("id", id);
		origin.put("time", entry.revision().recordedAt().toString());
		origin.put("user", PageView.of(entry.revision().actor()));
		return origin;
	}

}
