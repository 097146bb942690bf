package dev.revtrail.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.HtmlUtils;

/**
 * Serves the page itself, which is the same for every viewer and loads its data
 * separately. All its URLs are relative, so that it works under any context path and
 * behind any proxy.
 */
@Controller
@RequestMapping("${revtrail.page.path:/audit-log}")
class PageController {

	/**
	 * Nothing inline, and nothing from elsewhere. Only the page's library makes elements
	 * from text, of which none is anybody's but the page's.
	 */
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
			+ "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
			+ "require-trusted-types-for 'script'; trusted-types lit-html";

	private final CallerResolver callers;

	private final PageProperties properties;

	private final String assets;

	private final String page = PageAssets.template("page.html");

	private final String refusal = PageAssets.template("refusal.html");

	PageController(CallerResolver callers, PageProperties properties, PageAssets assets) {
		this.callers = callers;
		this.properties = properties;
		this.assets = "assets/" + assets.version();
	}

	@GetMapping
	void page(HttpServletResponse response) throws IOException {
		String assets = folder() + "/" + this.assets;
		if (isViewer(response, assets)) {
			write(response, 200, this.page, Map.of("title", this.properties.title(), "assets", assets));
		}
	}

	/**
	 * Redirects a URL with a trailing slash to the page, since the slash would change
	 * relative URLs.
	 */
	@GetMapping("/")
	void slash(HttpServletResponse response) throws IOException {
		if (isViewer(response, this.assets)) {
			response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
			response.setHeader("Location", "../" + folder());
		}
	}

	/**
	 * What shows a record's timeline on a host's own page: its address does not change
	 * with the version.
	 */
	@GetMapping("/timeline.js")
	void timeline(HttpServletResponse response) throws IOException {
		response.setContentType("text/javascript;charset=UTF-8");
		response.setHeader("Cache-Control", "no-cache");
		response.getOutputStream()
			.write(("import \"./" + this.assets + "/timeline.js\";\n").getBytes(StandardCharsets.UTF_8));
	}

	private String folder() {
		return this.properties.path().substring(this.properties.path().lastIndexOf('/') + 1);
	}

	/** Returns whether the caller may see the page, and answers the request if not. */
	private boolean isViewer(HttpServletResponse response, String assets) throws IOException {
		Caller caller = this.callers.currentCaller().orElse(null);
		if (caller == null) {
			refuseUnknown(response, assets);
			return false;
		}
		if (!caller.may(Caller.AUDIT_PAGE)) {
			refuse(response, 403, "This page is for owners and admins",
					"Your account may not see it. Ask an owner or admin of your organization.", null, assets);
			return false;
		}
		return true;
	}

	private void refuseUnknown(HttpServletResponse response, String assets) throws IOException {
		String signIn = this.properties.signIn();
		long depth = this.properties.path().chars().skip(1).filter((character) -> character == '/').count();
		refuse(response, 401, "Sign in to see this page", "It shows who changed what, to those who may see it.",
				(signIn != null) ? "./" + "../".repeat((int) depth) + signIn.substring(1) : null, assets);
	}

	private void refuse(HttpServletResponse response, int status, String heading, String text, @Nullable String signIn,
			String assets) throws IOException {
		String link = (signIn != null)
				? "<p><a class=\"button main\" href=\"" + HtmlUtils.htmlEscape(signIn) + "\">Sign in</a></p>" : "";
		write(response, status, this.refusal.replace("{{link}}", link),
				Map.of("heading", heading, "text", text, "assets", assets));
	}

	private static void write(HttpServletResponse response, int status, String template, Map<String, String> texts)
			throws IOException {
		String html = template;
		for (Map.Entry<String, String> text : texts.entrySet()) {
			html = html.replace("{{" + text.getKey() + "}}", HtmlUtils.htmlEscape(text.getValue()));
		}
		response.setStatus(status);
		response.setContentType("text/html;charset=UTF-8");
		response.setHeader("Cache-Control", "no-store");
		response.setHeader("Content-Security-Policy", POLICY);
		response.setHeader("Referrer-Policy", "same-origin");
		response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
	}

}
