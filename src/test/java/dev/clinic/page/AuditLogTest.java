package dev.clinic.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The audit page, opened by somebody who is signed in. Tests of other kinds add entries
 * before and after, so what there is in all is asked of the page's data.
 */
abstract class AuditLogTest extends BrowserTest {

	protected static final String OWNER = "owner@acme.example";

	protected static final String LOG = "/audit-log";

	private static final JsonMapper JSON = new JsonMapper();

	private static final Map<String, List<Cookie>> SESSIONS = new HashMap<>();

	@BeforeAll
	static void waitForSlowMachines() {
		PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
	}

	/** Opens an address of the page, from its query on, as the owner. */
	protected void openLog(String query) {
		openLog(query, OWNER);
	}

	/** Opens an address of the page, from its query on, in a session of this user. */
	protected void openLog(String query, String email) {
		if (SESSIONS.containsKey(email)) {
			this.browser.addCookies(SESSIONS.get(email));
			this.page.navigate(LOG + query);
		}
		else {
			openAs(email, LOG + query);
			SESSIONS.put(email, this.browser.cookies());
		}
		awaitContent();
	}

	/** Waits until all that the page is reading is there. */
	protected void awaitContent() {
		assertThat(this.page.locator("#content > *").first()).isVisible();
		assertThat(this.page.locator("[aria-busy=true]")).hasCount(0);
	}

	/** Waits until the address, from its query on, is this one, and is shown. */
	protected void awaitAddress(String query) {
		this.page.waitForURL((url) -> url.equals(base() + LOG + query));
		awaitContent();
	}

	/** Returns the response of the page's data endpoint to the signed-in user. */
	protected JsonNode data(String path) {
		APIResponse answer = this.page.request().get(LOG + "/data/" + path);
		assertThat(answer.status()).as(path).isEqualTo(200);
		return JSON.readTree(answer.text());
	}

	/** How many entries a filter leaves, as the page writes it. */
	protected String total(String query) {
		return String.format(Locale.ENGLISH, "%,d", data("count" + query).path("count").asLong());
	}

	/** Which of how many entries are shown. */
	protected Locator shown() {
		return this.page.locator("h2.shown");
	}

	protected Locator rows() {
		return this.page.locator("tr.entry");
	}

	protected Locator menu(String name) {
		Locator menu = this.page.locator("details[data-menu=" + name + "]");
		menu.locator("summary").first().click();
		return menu.locator(".panel");
	}

	protected Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	protected Locator link(String name) {
		return this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	protected Locator combobox(String name) {
		return this.page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	protected Locator options() {
		return this.page.locator("[role=option]:not([aria-disabled]):visible");
	}

	/** Opens a page of a host's with a timeline that has these attributes. */
	protected void host(String style, String attributes) {
		hostOf(style, "<revtrail-timeline " + attributes + "></revtrail-timeline>");
	}

	/** Opens a page of a host's with elements of the log. */
	protected void hostOf(String style, String elements) {
		this.page.route(base() + "/host.html", (route) -> route
			.fulfill(new Route.FulfillOptions().setContentType("text/html;charset=UTF-8")
				.setBody("<!doctype html><html lang=\"en\"><head><title>Host</title><link rel=\"icon\" href=\"data:,\">"
						+ style + "</head><body><main><h1>Host</h1>"
						+ "<script type=\"module\" src=\"/audit-log/timeline.js\"></script>"
						+ "<script type=\"module\" src=\"/audit-log/log.js\"></script><div>" + elements
						+ "</div></main></body></html>")));
		this.page.navigate("/host.html");
	}

}
