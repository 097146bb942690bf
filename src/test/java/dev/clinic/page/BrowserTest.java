package dev.clinic.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.clinic.demo.DemoClinic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clinic with its demo data, which all tests of this kind share, in a browser that is
 * new to it and has the same time, which stands still. A test fails when a page of its
 * logs an error to the console, throws one, breaks its own content security policy or
 * asks another host for something; there is a picture of what failed in
 * {@code target/screenshots}.
 */
@Tag("browser")
abstract class BrowserTest {

	/** Of all users of the demo. */
	protected static final String PASSWORD = "demo-password";

	private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

	private static final Path PICTURES = Path.of("target", "screenshots");

	@RegisterExtension
	final AfterTestExecutionCallback verdict = this::conclude;

	private final List<String> problems = new ArrayList<>();

	private final List<String> expected = new ArrayList<>();

	protected BrowserContext browser;

	protected Page page;

	@BeforeAll
	static void requireChromium() {
		boolean found = Chromium.find().isPresent();
		assertThat(found || !"true".equals(System.getenv("CI"))).as("CI needs a browser. " + Chromium.NEEDED).isTrue();
		Assumptions.assumeTrue(found, Chromium.NEEDED);
	}

	@BeforeEach
	void openBrowser() {
		open(new Browser.NewContextOptions());
	}

	@AfterEach
	void closeBrowser() {
		this.browser.close();
	}

	/** Replaces the current browser with another one, which has no state. */
	protected void open(Browser.NewContextOptions options) {
		if (this.browser != null) {
			this.browser.close();
		}
		this.browser = Chromium.get().newContext(options.setBaseURL(base()));
		this.browser.clock().setFixedTime(Date.from(DemoClinic.NOW));
		this.browser.onConsoleMessage(this::listen);
		this.browser.onWebError((error) -> this.problems.add("thrown: " + error.error()));
		this.browser.onRequest((request) -> {
			if (!request.url().startsWith(base() + "/") && !request.url().startsWith("data:")
					&& !request.url().startsWith("blob:" + base() + "/")) {
				this.problems.add("asked of another host: " + request.url());
			}
		});
		this.page = this.browser.newPage();
	}

	/** A window of this width, light or dark. */
	protected void open(int width, ColorScheme scheme) {
		open(new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme));
	}

	private void listen(ConsoleMessage message) {
		if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
			this.problems.add("console: " + message.text() + " (" + message.location() + ")");
		}
	}

	/** A problem whose text contains this is what the test is about. */
	protected void expectProblem(String part) {
		this.expected.add(part);
	}

	private void conclude(ExtensionContext test) {
		this.problems.removeIf((problem) -> this.expected.stream().anyMatch(problem::contains));
		if (test.getExecutionException().isPresent() || !this.problems.isEmpty()) {
			String name = test.getRequiredTestClass().getSimpleName() + "-" + test.getRequiredTestMethod().getName()
					+ "-" + test.getUniqueId().hashCode() + ".png";
			this.page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name)));
		}
		assertThat(this.problems).isEmpty();
	}

	/** Where the clinic is. */
	protected static String base() {
		return "http://localhost:" + Clinic.RUNNING.getEnvironment().getRequiredProperty("local.server.port");
	}

	/** The running application. */
	protected static ConfigurableApplicationContext clinic() {
		return Clinic.RUNNING;
	}

	/** Writes records that a test knows. */
	protected static ClinicRecords records() {
		return new ClinicRecords(clinic(), base());
	}

	/** The path and query of the page that is open. */
	protected String address() {
		URI uri = URI.create(this.page.url());
		return uri.getRawPath() + ((uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "");
	}

	/** Signs in by the form, which must be open, as people do. */
	protected void signIn(String email, String password) {
		this.page.getByLabel("E-mail").fill(email);
		this.page.getByLabel("Password").fill(password);
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
	}

	/** Opens an address as a user of the demo, who signs in on the way. */
	protected void openAs(String email, String address) {
		this.page.navigate(address);
		signIn(email, PASSWORD);
		this.page.waitForURL((url) -> url.equals(base() + address));
	}

	/** What the page is, by the rules of axe-core: WCAG, and its best practices. */
	protected void assertAccessible() {
		if (Boolean.FALSE.equals(this.page.evaluate("() => 'axe' in window"))) {
			this.page.evaluate(axe());
		}
		Object found = this.page.evaluate("async () => {"
				+ " const {violations, incomplete} = await axe.run(document, {resultTypes: ['violations', 'incomplete']});"
				+ " const broken = violations.map((rule) => rule.id + ': ' + rule.help + ' '"
				+ " + rule.nodes.map((node) => node.target.join(' ') + ' ' + node.failureSummary).join('; '));"
				// What axe cannot judge, such as text of the color of its ground, it
				// files elsewhere
				+ " const invisible = incomplete.filter((rule) => rule.id === 'color-contrast')"
				+ ".flatMap((rule) => rule.nodes).filter((node) => node.any.some((check) =>"
				+ " check.data && (check.data.messageKey === 'equalRatio'"
				+ " || check.data.contrastRatio > 0 && check.data.contrastRatio < 4.5)))"
				+ ".map((node) => node.target.join(' ') + ' ' + JSON.stringify(node.any[0].data));"
				+ " return broken.concat(invisible); }");
		assertThat((List<?>) found).isEmpty();
	}

	/** Whether the page can be read without scrolling sideways. */
	protected void assertFitsItsWidth() {
		assertThat(this.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
			.isEqualTo(true);
	}

	private static String axe() {
		try (InputStream source = Objects.requireNonNull(BrowserTest.class.getClassLoader().getResourceAsStream(AXE),
				AXE)) {
			return new String(source.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The clinic, started by the first test that needs it and stopped with the JVM.
	 */
	private static final class Clinic {

		static final ConfigurableApplicationContext RUNNING = DemoClinic.start();

	}

}
