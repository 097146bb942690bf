package dev.clinic.page;

import java.nio.file.Path;
import java.util.Date;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.clinic.demo.DemoClinic;
import org.jspecify.annotations.Nullable;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Takes the pictures of the audit page for the documentation, from the demo data.
 */
final class Pictures {

	private static final Path FOLDER = Path.of("docs");

	private static final String LIST = "?range=30d&type=APPOINTMENT&type=BILLING_ITEM&type=TASK";

	private final Page page;

	private Pictures(Page page) {
		this.page = page;
		page.setDefaultTimeout(60_000);
	}

	/**
	 * Writes them to {@code docs}.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		try (BrowserContext browser = open(1280, ColorScheme.LIGHT, null)) {
			Pictures light = new Pictures(browser.newPage());
			light.signIn();
			String session = browser.storageState();
			light.show(LIST, "list");
			light.openRow("?type=APPOINTMENT&action=UPDATE&range=30d");
			light.timeline("?type=APPOINTMENT&action=UPDATE&range=30d");
			for (String name : List.of("dark", "narrow")) {
				boolean dark = name.equals("dark");
				try (BrowserContext other = open(dark ? 1280 : 360, dark ? ColorScheme.DARK : ColorScheme.LIGHT,
						session)) {
					new Pictures(other.newPage()).show(LIST, name);
				}
			}
		}
		System.exit(0);
	}

	private static BrowserContext open(int width, ColorScheme scheme, @Nullable String session) {
		BrowserContext browser = Chromium.get()
			.newContext(new Browser.NewContextOptions().setBaseURL(BrowserTest.base())
				.setViewportSize(width, 800)
				.setColorScheme(scheme)
				.setStorageState(session));
		browser.clock().setFixedTime(Date.from(DemoClinic.NOW));
		return browser;
	}

	private void signIn() {
		this.page.navigate("/sign-in");
		this.page.getByLabel("E-mail").fill("owner@acme.example");
		this.page.getByLabel("Password").fill(BrowserTest.PASSWORD);
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
		this.page.waitForURL((url) -> url.contains("/audit-log"));
	}

	private void show(String query, String name) {
		open(query);
		take(name);
	}

	private void openRow(String query) {
		open(query);
		this.page.locator("tr.entry").first().locator(".opener").click();
		this.page.locator(".details").waitFor();
		this.page.locator(".results").evaluate("(element) => element.scrollIntoView()");
		take("open");
	}

	private void timeline(String query) {
		open(query);
		this.page.locator("tr.entry a.record").first().click();
		this.page.locator("table.state-table").waitFor();
		this.page.locator("body").click();
		take("timeline");
	}

	private void open(String query) {
		this.page.navigate("/audit-log" + query);
		this.page.locator(".day, .moment").first().waitFor();
		this.page.locator("tr.entry").first().waitFor();
		assertThat(this.page.locator("[aria-busy=true]")).hasCount(0);
	}

	private void take(String name) {
		this.page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve("page-" + name + ".png")));
	}

}
