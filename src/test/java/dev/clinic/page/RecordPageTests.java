package dev.clinic.page;

import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that happened to one record, on the audit page and within a page of the host's.
 */
class RecordPageTests extends AuditLogTest {

	@Test
	void aRecordHasAllThatHappenedToIt() {
		String id = records().changedAppointment();
		openLog("?type=APPOINTMENT&action=UPDATE");
		rows()
			.filter(new Locator.FilterOptions()
				.setHas(this.page.locator(".id", new Page.LocatorOptions().setHasText(id))))
			.locator("a.record")
			.first()
			.click();
		awaitAddress("?record=APPOINTMENT%3A" + id);

		assertThat(this.page.locator(".moment")).hasCount(3);
		assertThat(this.page.locator(".timeline h3")).containsText("3 entries");
		assertThat(this.page.locator(".moment.now")).hasCount(1);
		assertThat(this.page.locator("table.state-table tbody tr").first()).isVisible();

		link("Back to the entries").click();
		awaitAddress("?type=APPOINTMENT&action=UPDATE");
	}

	@Test
	void anOlderStateIsAButtonAway() {
		openChangedRecord();
		assertThat(this.page.locator("table.state-table")).containsText("Pain in the knee");

		created().getByText("State").click();

		this.page.waitForURL(Pattern.compile("&revision=\\d+"));
		assertThat(this.page.locator("table.state-table")).not().containsText("knee");
		assertThat(this.page.locator(".moment.now .action")).hasText("created");
		assertThat(this.page.locator("table.state-table .changed")).hasCount(0);
	}

	@Test
	void timeIsTravelledByTheKeyboard() {
		openChangedRecord();

		Locator slider = this.page.getByRole(AriaRole.SLIDER);
		slider.focus();
		this.page.keyboard().press("Home");
		assertThat(this.page.locator(".moment.now .action")).hasText("created");
		assertThat(slider).hasAttribute("aria-valuetext", Pattern.compile(", created, "));
		assertThat(slider).isFocused();

		this.page.keyboard().press("ArrowRight");
		assertThat(this.page.locator(".moment.now .action")).hasText("updated");
		assertThat(this.page.locator("table.state-table .changed").first()).isVisible();
	}

	@Test
	void twoPointsAreComparedFromTheOlderToTheNewer() {
		openChangedRecord();

		created().getByText("Compare").click();

		this.page.waitForURL(Pattern.compile("&with=\\d+"));
		assertThat(this.page.locator(".point h3")).containsText("From ");
		Locator row = this.page.locator(".point table.changes tbody tr")
			.filter(new Locator.FilterOptions().setHas(this.page.locator("th[title='reason']")));
		assertThat(row.locator("del")).hasText("Pain");
		assertThat(row.locator("ins")).hasText("Pain in the knee");
		assertThat(this.page.locator(".moment.other .action")).hasText("created");

		String shared = address().substring(LOG.length());
		String compared = this.page.locator(".point").textContent();
		open(new Browser.NewContextOptions());
		openLog(shared);
		assertThat(this.page.locator(".point table.changes")).isVisible();
		assertThat(this.page.locator(".point")).hasText(compared);
	}

	@Test
	void anUnknownRecordIsReported() {
		openLog("?record=USER:nobody");

		assertThat(this.page.locator("#content")).containsText("No entries for this record");
		link("Show as table").click();
		awaitAddress("?type=USER&id=nobody");
	}

	@Test
	void whatChangedARecordIsShownHoweverOftenItWasReadSince() {
		String patient = records().readPatient(60);
		openLog("?record=USER:" + patient);

		assertThat(this.page.locator("table.state-table")).containsText("Reader");
		assertThat(this.page.locator(".point")).not().containsText("no change of this record");
		this.page.getByRole(AriaRole.SLIDER).focus();
		this.page.keyboard().press("Home");
		this.page.waitForURL(Pattern.compile("&revision=\\d+"));
		assertThat(this.page.locator("table.state-table")).containsText("Rita");
		assertThat(this.page.locator("table.state-table")).not().containsText("Reader");

		openLog(address().substring(LOG.length()));
		assertThat(this.page.locator("table.state-table")).containsText("Rita");
	}

	@Test
	void aDeletedRecordShowsWhatItWas() {
		openLog("?record=TASK:" + records().deletedTask());

		assertThat(this.page.locator(".point .banner")).containsText("Deleted by ");
		assertThat(this.page.locator("table.state-table")).containsText("Call back");
	}

	@Test
	void aLineInAHostsPageShowsATimeline() {
		openLog("");
		host("", "type=\"APPOINTMENT\" record=\"%s\"".formatted(records().changedAppointment()));

		assertThat(this.page.locator("revtrail-timeline .moment").first()).isVisible();
		assertThat(this.page.locator("revtrail-timeline table.state-table")).isVisible();
		assertThat(this.page.locator("revtrail-timeline .back")).hasCount(0);
		this.page.locator("revtrail-timeline .moment")
			.filter(new Locator.FilterOptions()
				.setHas(this.page.getByText("created", new Page.GetByTextOptions().setExact(true))))
			.getByText("State")
			.click();
		assertThat(this.page.locator("revtrail-timeline .moment.now .action")).hasText("created");
		assertThat(this.page.url()).isEqualTo(base() + "/host.html");
		assertAccessible();
	}

	/** Opens an appointment whose reason was changed first, and its length last. */
	private void openChangedRecord() {
		openLog("?record=APPOINTMENT:" + records().changedAppointment());
		assertThat(this.page.locator("table.state-table")).isVisible();
	}

	private Locator created() {
		return this.page.locator(".moment")
			.filter(new Locator.FilterOptions().setHas(
					this.page.locator(".action", new Page.LocatorOptions().setHasText(Pattern.compile("^created$")))));
	}

}
