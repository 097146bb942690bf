package dev.clinic.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exports from the audit page, as their files come to a person.
 */
class ExportPageTests extends AuditLogTest {

	@ParameterizedTest
	@CsvSource({ "CSV, csv", "NDJSON, ndjson" })
	void aFileIsWholeAndItsManifestSaysSo(String format, String ending) throws Exception {
		openLog("?type=GOAL");
		button("Export").click();
		assertThat(dialog()).containsText(total("?type=GOAL") + " entries: Type: Goal");
		dialog().getByText(format, new Locator.GetByTextOptions().setExact(true)).click();

		Download download = this.page.waitForDownload(this::start);

		assertThat(dialog()).containsText("is complete");
		assertThat(dialog()).containsText("verified");
		byte[] file = content(download);
		assertThat(download.suggestedFilename()).endsWith("." + ending);
		String text = new String(file, StandardCharsets.UTF_8);
		String content = text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1);
		String digest = HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
		assertThat(text.substring(content.length())).contains("_export", digest);
		assertThat(dialog().locator("code")).hasText(digest);

		Download saved = this.page.waitForDownload(() -> dialog().getByText("Save the manifest").click());
		JsonNode manifest = new JsonMapper().readTree(content(saved));
		assertThat(saved.suggestedFilename()).isEqualTo(download.suggestedFilename() + ".manifest.json");
		assertThat(manifest.path("sha256").asString()).isEqualTo(digest);
		assertThat(manifest.path("rows").asLong()).isEqualTo(data("count?type=GOAL").path("count").asLong())
			.isEqualTo(rows(content) - (format.equals("CSV") ? 1 : 0));
	}

	@Test
	void anExportIsAnEntryWithItsDigest() {
		openLog("?type=GOAL");
		button("Export").click();
		this.page.waitForDownload(this::start);
		assertThat(dialog()).containsText("is complete");
		String digest = dialog().locator("code").textContent();

		openLog("?type=CHANGE_LOG&action=EXPORT");
		rows().first().locator(".opener").click();

		assertThat(this.page.locator(".details .what")).containsText(digest);
	}

	/** Large logs take their time to be counted. */
	@Test
	void anExportSaysHowManyEntriesThereAreOnceTheyAreCounted() {
		List<Route> counts = new ArrayList<>();
		this.page.route(Pattern.compile("/data/count\\?"), counts::add);
		openLog("?type=TASK");
		button("Export").click();
		assertThat(dialog()).containsText("All entries: Type: Task");

		counts.forEach(Route::resume);

		assertThat(dialog()).containsText(total("?type=TASK") + " entries: Type: Task");
	}

	/** The answer is held back until it is cancelled. */
	@Test
	void anExportIsCancelledAndTriedAgain() {
		openLog("?type=GOAL");
		this.page.route(Pattern.compile("/data/export\\?"), (route) -> {
		});
		button("Export").click();
		start();
		assertThat(dialog().getByRole(AriaRole.PROGRESSBAR)).isVisible();
		assertThat(button("Cancel export")).isFocused();
		this.page.keyboard().press("Escape");
		assertThat(dialog().getByRole(AriaRole.PROGRESSBAR)).isVisible();

		dialog().getByText("Cancel export").click();

		assertThat(dialog().getByRole(AriaRole.ALERT)).hasText("The export was cancelled. No file was kept.");
		this.page.unrouteAll();
		Download download = this.page.waitForDownload(() -> dialog().getByText("Try again").click());
		assertThat(download.suggestedFilename()).endsWith(".csv");

		dialog().getByText("Close").click();
		assertThat(dialog()).hasCount(0);
		assertThat(button("Export")).isFocused();
	}

	@Test
	void anExportThatIsCancelledIsAnEntryThatFailed() {
		openLog("");
		long failed = failedExports();
		button("Export").click();
		start();
		assertThat(dialog().locator(".progress")).hasText(Pattern.compile("^[1-9][0-9,]* of "));

		dialog().getByText("Cancel export").click();

		assertThat(dialog().getByRole(AriaRole.ALERT)).hasText("The export was cancelled. No file was kept.");
		Awaitility.await().untilAsserted(() -> assertThat(failedExports()).isEqualTo(failed + 1));
	}

	private long failedExports() {
		return data("count?type=CHANGE_LOG&action=EXPORT&outcome=failure").path("count").asLong();
	}

	/** The answer is held back until the page has gone. */
	@Test
	void thePageIsUsedWhileAnExportGoesOn() {
		records().changedTasks(51);
		openLog("?type=TASK");
		this.page.route(Pattern.compile("/data/export\\?"), (route) -> {
		});
		button("Export").click();
		start();

		rows().first().locator(".opener").click();
		assertThat(this.page.locator(".details")).isVisible();
		link("Next").first().click();
		assertThat(shown()).containsText("51–100");
		button("Export").click();
		assertThat(button("Cancel export")).isFocused();
		assertThat(dialog()).containsText("0 of " + total("?type=TASK") + " entries");

		List<String> asked = new ArrayList<>();
		this.page.onDialog((dialog) -> {
			asked.add(dialog.type());
			dialog.accept();
		});
		this.page.navigate("about:blank");
		assertThat(asked).containsExactly("beforeunload");
	}

	@Test
	void whoIsElsewhereWhenAnExportEndsStaysThere() {
		openLog("?type=GOAL");
		CompletableFuture<Route> held = new CompletableFuture<>();
		this.page.route(Pattern.compile("/data/export\\?"), held::complete);
		button("Export").click();
		start();
		Locator opener = rows().first().locator(".opener");
		opener.click();
		this.page.waitForCondition(held::isDone);

		this.page.waitForDownload(() -> held.join().resume());

		assertThat(dialog()).containsText("is complete");
		assertThat(opener).isFocused();
	}

	@Test
	void aFileThatIsNotWhatWasSentIsNotKept() {
		openLog("?type=GOAL");
		this.page.route(Pattern.compile("/data/export\\?"), (route) -> {
			APIResponse answer = route.fetch();
			route
				.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(answer.text().replace("GOAL", "GOAT")));
		});
		button("Export").click();
		start();

		assertThat(dialog().getByRole(AriaRole.ALERT)).containsText("The file is damaged");
		assertThat(dialog().locator("a[download]")).hasCount(0);
	}

	/** As a proxy may do that ends a broken answer regularly. */
	@ParameterizedTest
	@CsvSource({ "CSV", "NDJSON" })
	void aFileWithoutItsLastLineIsNotKept(String format) {
		openLog("?type=GOAL");
		this.page.route(Pattern.compile("/data/export\\?"), (route) -> {
			APIResponse answer = route.fetch();
			String text = answer.text();
			route.fulfill(new Route.FulfillOptions().setResponse(answer)
				.setBody(text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1)));
		});
		button("Export").click();
		dialog().getByText(format, new Locator.GetByTextOptions().setExact(true)).click();
		start();

		assertThat(dialog().getByRole(AriaRole.ALERT)).containsText("the file would be incomplete");
		assertThat(dialog().locator("a[download]")).hasCount(0);
	}

	private Locator dialog() {
		return this.page.getByRole(AriaRole.DIALOG);
	}

	private void start() {
		dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Export").setExact(true)).click();
	}

	private static byte[] content(Download download) throws IOException {
		return Files.readAllBytes(download.path());
	}

	/** Ends of lines that no quotes enclose. */
	private static long rows(String text) {
		long rows = 0;
		boolean quoted = false;
		boolean csv = !text.startsWith("{");
		for (char character : text.toCharArray()) {
			quoted = csv && quoted != (character == '"');
			rows += (character == '\n' && !quoted) ? 1 : 0;
		}
		return rows;
	}

}
