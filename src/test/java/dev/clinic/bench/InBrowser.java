package dev.clinic.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import dev.clinic.page.Chromium;

/**
 * How long a person waits for the audit page, and how it feels while it exports all.
 */
final class InBrowser implements AutoCloseable {

	private static final int TURNS = 5;

	/** Keeps the longest time between two pictures, in milliseconds. */
	private static final String WATCH = """
			() => {
				window.longest = 0;
				let last = performance.now();
				const watch = (now) => {
					window.longest = Math.max(window.longest, now - last);
					last = now;
					requestAnimationFrame(watch);
				};
				requestAnimationFrame(watch);
			}""";

	private final BrowserContext browser;

	InBrowser(String base, String key) {
		this.browser = Chromium.get()
			.newContext(new Browser.NewContextOptions().setBaseURL(base)
				.setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + key)));
		this.browser.setDefaultTimeout(60_000);
	}

	/** From the address to the first rows, in a new tab. */
	void firstRows(String what, String path) {
		List<Double> times = new ArrayList<>();
		for (int turn = -1; turn < TURNS; turn++) {
			try (Page page = this.browser.newPage()) {
				long start = System.nanoTime();
				open(page, path);
				if (turn >= 0) {
					times.add((System.nanoTime() - start) / 1e6);
				}
				// What is counted after the rows is not the next one's burden
				page.waitForLoadState(LoadState.NETWORKIDLE);
			}
		}
		System.out.printf("%-40s %8.1f ms%n", what + " in the browser", PageBenchmark.median(times));
	}

	/** Exports all entries, opening and closing rows meanwhile. */
	void export() {
		try (Page page = this.browser.newPage()) {
			open(page, "/audit-log");
			page.evaluate(WATCH);
			button(page, "Export").click();
			Locator dialog = page.getByRole(AriaRole.DIALOG);
			long start = System.nanoTime();
			dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Export").setExact(true)).click();
			List<Double> clicks = new ArrayList<>();
			double heap = 0;
			CDPSession inside = this.browser.newCDPSession(page);
			inside.send("Performance.enable");
			while (dialog.getByRole(AriaRole.PROGRESSBAR).count() > 0) {
				long click = System.nanoTime();
				page.locator(".opener").first().click();
				page.locator(".opener[aria-expanded=true]").waitFor();
				clicks.add((System.nanoTime() - click) / 1e6);
				page.locator(".opener").first().click();
				heap = Math.max(heap, heap(inside));
				page.waitForTimeout(1_000);
			}
			System.out.printf(
					"export in the browser %.1f s: %s; a row opens in %.1f ms, longest time between two pictures %.0f ms, JavaScript's heap %.0f MB at most%n",
					(System.nanoTime() - start) / 1e9,
					dialog.innerText().replaceAll("\\s+", " ").replaceAll("Save.*", ""), PageBenchmark.median(clicks),
					((Number) page.evaluate("window.longest")).doubleValue(), heap / 1e6);
		}
	}

	private static void open(Page page, String path) {
		page.navigate(path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
		page.locator("tr.entry").first().waitFor();
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	private static double heap(CDPSession inside) {
		for (var metric : inside.send("Performance.getMetrics").getAsJsonArray("metrics")) {
			JsonObject named = metric.getAsJsonObject();
			if (named.get("name").getAsString().equals("JSHeapUsedSize")) {
				return named.get("value").getAsDouble();
			}
		}
		return 0;
	}

	@Override
	public void close() {
		this.browser.close();
	}

}
