package dev.clinic.page;

import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.revtrail.RecordRef;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that happened to one record, on the audit page and within a page of the host's.
 */
class RecordPageTests extends AuditLogTest {

	@Test
	void aRecordHasAllThatHappenedToIt() {
		openLog("?type=APPOINTMENT&action=UPDATE");
		rows().first().locator("a.record").first().click();
		this.page.waitForURL(Pattern.compile("\\?record=APPOINTMENT"));
		awaitContent();
		String id = this.page.locator(".record-view h2 .id").textContent();

		JsonNode history = data("entries?type=APPOINTMENT&id=" + id);
		assertThat(this.page.locator(".moment")).hasCount(history.path("entries").size());
		assertThat(this.page.locator(".timeline h3")).containsText(total("?type=APPOINTMENT&id=" + id) + " entries");
		assertThat(this.page.locator(".moment.now")).hasCount(1);
		assertThat(this.page.locator("table.state-table tbody tr").first()).isVisible();

		link("Back to the entries").click();
		awaitAddress("?type=APPOINTMENT&action=UPDATE");
	}

	@Test
	void anOlderStateIsAButtonAway() {
		openChangedRecord();
		String newest = this.page.locator(".point h3").textContent();

		created().getByText("State").click();

		this.page.waitForURL(Pattern.compile("&revision=\\d+"));
		assertThat(this.page.locator(".point h3")).not().hasText(newest);
		assertThat(this.page.locator(".moment.now .action")).hasText("create");
		assertThat(this.page.locator("table.state-table .changed")).hasCount(0);
	}

	@Test
	void timeIsTravelledByTheKeyboard() {
		openChangedRecord();

		Locator slider = this.page.getByRole(AriaRole.SLIDER);
		slider.focus();
		this.page.keyboard().press("Home");
		assertThat(this.page.locator(".moment.now .action")).hasText("create");
		assertThat(slider).hasAttribute("aria-valuetext", Pattern.compile("create by "));
		assertThat(slider).isFocused();

		this.page.keyboard().press("ArrowRight");
		assertThat(this.page.locator(".moment.now .action")).hasText("update");
		assertThat(this.page.locator("table.state-table .changed").first()).isVisible();
	}

	@Test
	void twoPointsAreComparedFromTheOlderToTheNewer() {
		JsonNode update = openChangedRecord();
		String field = update.path("changes").propertyNames().iterator().next();

		created().getByText("Compare").click();

		this.page.waitForURL(Pattern.compile("&with=\\d+"));
		assertThat(this.page.locator(".point h3")).containsText("From ");
		Locator row = this.page.locator(".point table.changes tbody tr")
			.filter(new Locator.FilterOptions().setHas(this.page.locator("th[title='" + field + "']")));
		assertThat(row).hasCount(1);
		assertThat(this.page.locator(".moment.other .action")).hasText("create");

		String shared = address().substring(LOG.length());
		String compared = this.page.locator(".point").textContent();
		open(new Browser.NewContextOptions());
		openLog(shared);
		assertThat(this.page.locator(".point table.changes")).isVisible();
		assertThat(this.page.locator(".point")).hasText(compared);
	}

	@Test
	void anUnknownRecordIsToldSo() {
		openLog("?record=USER:nobody");

		assertThat(this.page.locator("#content")).containsText("Nothing is known of this record");
		link("As a table").click();
		awaitAddress("?type=USER&id=nobody");
	}

	@Test
	void aDeletedRecordShowsWhatItWas() {
		openLog("?action=DELETE&outcome=success");
		JsonNode entry = data("entries?action=DELETE&outcome=success").path("entries").get(0);
		openLog("?record=" + entry.path("type").asString() + ":" + entry.path("record").asString());
		assertThat(this.page.locator(".point")).containsText("was deleted then");

		this.page.getByRole(AriaRole.SLIDER).focus();
		this.page.keyboard().press("ArrowLeft");

		assertThat(this.page.locator("table.state-table tbody tr").first()).isVisible();
	}

	@Test
	void aLineInAHostsPageShowsATimeline() {
		openLog("");
		JsonNode update = data("entries?type=APPOINTMENT&action=UPDATE").path("entries").get(0);
		host(new RecordRef("APPOINTMENT", update.path("record").asString()));

		assertThat(this.page.locator("revtrail-timeline .moment").first()).isVisible();
		assertThat(this.page.locator("revtrail-timeline table.state-table")).isVisible();
		assertThat(this.page.locator("revtrail-timeline .back")).hasCount(0);
		this.page.locator("revtrail-timeline .moment")
			.filter(new Locator.FilterOptions()
				.setHas(this.page.getByText("create", new Page.GetByTextOptions().setExact(true))))
			.getByText("State")
			.click();
		assertThat(this.page.locator("revtrail-timeline .moment.now .action")).hasText("create");
		assertThat(this.page.url()).isEqualTo(base() + "/host.html");
		assertAccessible();
	}

	private void host(RecordRef record) {
		this.page.route(base() + "/host.html", (route) -> route.fulfill(new Route.FulfillOptions()
			.setContentType("text/html;charset=UTF-8")
			.setBody(
					"<!doctype html><html lang=\"en\"><head><title>Host</title><link rel=\"icon\" href=\"data:,\"></head>"
							+ "<body><main><h1>Host</h1>"
							+ "<script type=\"module\" src=\"/audit-log/timeline.js\"></script><revtrail-timeline type=\""
							+ record.type() + "\" record=\"" + record.id()
							+ "\"></revtrail-timeline></main></body></html>")));
		this.page.navigate("/host.html");
	}

	/** Opens an appointment whose newest change is an update, and answers that. */
	private JsonNode openChangedRecord() {
		openLog("?type=APPOINTMENT&action=UPDATE&outcome=success");
		JsonNode update = data("entries?type=APPOINTMENT&action=UPDATE&outcome=success").path("entries").get(0);
		openLog("?record=APPOINTMENT:" + update.path("record").asString());
		assertThat(this.page.locator("table.state-table")).isVisible();
		return update;
	}

	private Locator created() {
		return this.page.locator(".moment")
			.filter(new Locator.FilterOptions().setHas(
					this.page.locator(".action", new Page.LocatorOptions().setHasText(Pattern.compile("^create$")))));
	}

}
