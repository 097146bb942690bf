package dev.clinic.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/**
 * The browser that all tests share, which is the machine's own: named by the environment
 * variable {@code CHROMIUM}, or found on the path.
 */
public final class Chromium {

	static final String NEEDED = "Install Chromium (Debian: apt install chromium), or name one in CHROMIUM, "
			+ "to run the tests of the pages in a browser.";

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
			"google-chrome-stable");

	/**
	 * The suggestions of the address bar, which Chromium loads as two pages with each
	 * window, at a greater cost than a page of the clinic. Chromium heeds only the last
	 * list of features, so this one repeats Playwright's.
	 */
	private static final List<String> DISABLED = List.of("WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
			"WebUIOmniboxFullPopup", "AvoidUnnecessaryBeforeUnloadCheckSync", "BoundaryEventDispatchTracksNodeRemoval",
			"DestroyProfileOnBrowserClose", "DialMediaRouteProvider", "GlobalMediaControls", "HttpsUpgrades",
			"LensOverlay", "MediaRouter", "OptimizationHints", "PaintHolding", "RenderDocument",
			"ThirdPartyStoragePartitioning", "Translate");

	private Chromium() {
	}

	/**
	 * Where it is.
	 * @return the path, if there is one
	 */
	public static Optional<Path> find() {
		String named = System.getenv("CHROMIUM");
		if (named != null && !named.isBlank()) {
			return Optional.of(Path.of(named));
		}
		List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
		return NAMES.stream()
			.flatMap((name) -> folders.stream().map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Returns the browser, which is started on first use and stopped with the JVM.
	 * @return the browser
	 */
	public static Browser get() {
		return Shared.BROWSER;
	}

	/**
	 * The running browser.
	 */
	private static final class Shared {

		private static final Playwright PLAYWRIGHT = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

		private static final Browser BROWSER = PLAYWRIGHT.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(find().orElseThrow())
				.setHeadless(true)
				.setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-component-update",
						"--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
						"--disable-features=" + String.join(",", DISABLED))));

		static {
			Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close));
		}

	}

}
