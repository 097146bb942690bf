package dev.revtrail.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.web.entry.Languages;
import jakarta.servlet.http.HttpServletRequest;
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

	private final Languages languages = new Languages();

	private final String page = PageAssets.template("page.html");

	private final String refusal = PageAssets.template("refusal.html");

	PageController(CallerResolver callers, PageProperties properties, PageAssets assets) {
		this.callers = callers;
		this.properties = properties;
		this.assets = "assets/" + assets.version();
	}

	@GetMapping
	void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String assets = folder() + "/" + this.assets;
		if (isViewer(request, response, assets)) {
			String language = language(request);
			write(response, 200, this.page,
					Map.of("title", this.properties.title(), "assets", assets, "language", language, "fixed",
							(this.properties.language() != null) ? language : "", "text",
							this.languages.text(language, "no-script")));
		}
	}

	/**
	 * Redirects a URL with a trailing slash to the page, since the slash would change
	 * relative URLs.
	 */
	@GetMapping("/")
	void slash(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (isViewer(request, response, this.assets)) {
			response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
			response.setHeader("Location", "../" + folder());
		}
	}

	/** What shows a record's timeline on a host's own page. */
	@GetMapping("/timeline.js")
	void timeline(HttpServletResponse response) throws IOException {
		element(response, "timeline");
	}

	/** What shows the log on a host's own page. */
	@GetMapping("/log.js")
	void log(HttpServletResponse response) throws IOException {
		element(response, "log");
	}

	/** The address of an element does not change with the version. */
	private void element(HttpServletResponse response, String name) throws IOException {
		response.setContentType("text/javascript;charset=UTF-8");
		response.setHeader("Cache-Control", "no-cache");
		response.getOutputStream()
			.write(("import \"./" + this.assets + "/" + name + ".js\";\n").getBytes(StandardCharsets.UTF_8));
	}

	private String folder() {
		return this.properties.path().substring(this.properties.path().lastIndexOf('/') + 1);
	}

	/** Returns whether the caller may see the page, and answers the request if not. */
	private boolean isViewer(HttpServletRequest request, HttpServletResponse response, String assets)
			throws IOException {
		Caller caller = this.callers.currentCaller().orElse(null);
		if (caller == null) {
			refuse(request, response, 401, "unknown", assets,
					link(this.properties.signIn(), "sign-in", "button main", request));
			return false;
		}
		if (!caller.may(Caller.AUDIT_PAGE)) {
			refuse(request, response, 403, "refusal", assets,
					link(this.properties.home(), "home", "button main", request)
							+ link(this.properties.signOut(), "sign-out", "button", request));
			return false;
		}
		return true;
	}

	private String language(HttpServletRequest request) {
		return this.languages.choose(this.properties.language(), Collections.list(request.getLocales()));
	}

	/**
	 * A link to a path of the host's, relative to the page; nothing where it has none.
	 */
	private String link(@Nullable String path, String text, String style, HttpServletRequest request) {
		if (path == null) {
			return "";
		}
		long depth = this.properties.path().chars().skip(1).filter((character) -> character == '/').count();
		return "<a class=\"%s\" href=\"%s\">%s</a> ".formatted(
				style, HtmlUtils.htmlEscape((request.getRequestURI().endsWith("/") ? "../" : "./")
						+ "../".repeat((int) depth) + path.substring(1)),
				HtmlUtils.htmlEscape(this.languages.text(language(request), text)));
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, int status, String reason,
			String assets, String links) throws IOException {
		String language = language(request);
		write(response, status,
				this.refusal.replace("{{links}}", links.isEmpty() ? "" : "<p>" + links.strip() + "</p>"),
				Map.of("heading", this.languages.text(language, reason + ".title"), "text",
						this.languages.text(language, reason + ".text"), "assets", assets, "language", language));
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
