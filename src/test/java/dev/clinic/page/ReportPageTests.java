package dev.clinic.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The access report of a patient on the audit page.
 */
class ReportPageTests extends AuditLogTest {

	@Test
	void itOpensFromTheEntriesOfAPatientAndHasAsManyAccessesAsTheLog() {
		String patient = readPatient();
		openLog("?patient=" + patient);

		link("Access report").click();

		awaitAddress("?report=" + patient);
		assertThat(shown()).containsText("Access report: ");
		assertThat(this.page.locator(".report h3"))
			.containsText(total("?patient=" + patient + "&accesses=only") + " entries");
		assertThat(this.page.locator(".report-table tbody tr")
			.filter(new Locator.FilterOptions().setHasText("viewed"))
			.first()).isVisible();
		assertThat(this.page).hasTitle(Pattern.compile("Access report: .+ · "));

		link("Back to the entries").click();
		awaitAddress("?patient=" + patient);
	}

	@Test
	void purposeAndRecipientStandNextToWhatWasRead() {
		openLog("");
		String patient = data("entries?action=PRINT").at("/entries/0/patient/record").asString();
		openLog("?report=" + patient);

		Locator print = this.page.locator(".report-table tr")
			.filter(new Locator.FilterOptions().setHasText("printed"))
			.first();
		assertThat(print.locator("td[data-label=Recipient]")).not().isEmpty();
		assertThat(print.locator("td[data-label=Purpose]")).not().isEmpty();
	}

	@Test
	void aPeriodAndChangesAreAButtonAwayAndStandInTheAddress() {
		String patient = readPatient();
		openLog("?report=" + patient);

		this.page.getByLabel("Changes, too").check();
		this.page.waitForURL(Pattern.compile("\\?report=\\d+&changes=true$"));
		awaitContent();
		assertThat(this.page.locator(".report h3"))
			.containsText(total("?patient=" + patient + "&accesses=too") + " entries");

		to().fill("2001-01-01");
		this.page.waitForURL(Pattern.compile("&to=2001-01-0"));
		awaitContent();
		assertThat(this.page.locator(".report")).containsText("No entries");
		this.page.reload();
		awaitContent();
		assertThat(to()).hasValue("2001-01-01");
		assertThat(this.page.getByLabel("Changes, too")).isChecked();
	}

	@Test
	void theDocumentIsWholeAndVerified() throws Exception {
		String patient = readPatient();
		openLog("?report=" + patient);
		button("Make the report").click();
		Locator dialog = this.page.locator("dialog.export");
		dialog.getByText("HTML", new Locator.GetByTextOptions().setExact(true)).click();

		Download download = this.page
			.waitForDownload(() -> dialog.getByText("Export", new Locator.GetByTextOptions().setExact(true)).click());

		assertThat(dialog).containsText("is complete");
		assertThat(dialog).containsText("verified");
		assertThat(download.suggestedFilename()).startsWith("access-report-").endsWith(".html");
		String document = Files.readString(download.path(), StandardCharsets.UTF_8);
		assertThat(document.split("<tr><td>"))
			.hasSize(1 + Integer.parseInt(document.replaceAll("(?s).*data-rows=\"(\\d+)\".*", "$1")));
		this.page.route(base() + "/report.html", (route) -> route
			.fulfill(new Route.FulfillOptions().setContentType("text/html;charset=UTF-8").setBody(document)));
		this.page.navigate("/report.html");
		assertThat(this.page.locator("h1")).hasText("Access report");
		assertThat(this.page.locator("footer code, footer dd").nth(1)).hasText(Pattern.compile("[0-9a-f]{64}"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 320, 480, 760, 1000, 1280, 1920 })
	void itFits(int width) {
		openLog("?report=" + readPatient());
		this.page.setViewportSize(width, 900);

		assertThat((boolean) this.page
			.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).isTrue();
		assertThat(button("Make the report")).isInViewport();
	}

	private Locator to() {
		return this.page.getByLabel("To", new Page.GetByLabelOptions().setExact(true));
	}

	/** A patient whose records somebody has read. */
	private String readPatient() {
		openLog("");
		return data("entries?action=VIEW&type=USER").at("/entries/0/record").asString();
	}

}
