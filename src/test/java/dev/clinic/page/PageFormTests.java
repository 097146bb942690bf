package dev.clinic.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The audit page for those who read it by ear, at night, on a telephone or on paper, with
 * texts and ids that mislead other pages.
 */
class PageFormTests extends AuditLogTest {

	@BeforeEach
	void writeAwkwardRecords() {
		AwkwardRecords.write(clinic());
	}

	@ParameterizedTest
	@CsvSource({ "1280, DARK", "360, LIGHT" })
	void everyoneCanUseTheList(int width, ColorScheme scheme) {
		open(width, scheme);
		openLog("?action=UPDATE&range=30d");
		assertUsable();

		rows().first().locator(".opener").click();
		assertThat(this.page.locator(".details")).isVisible();
		assertUsable();

		// Few rows, as all that is on the page is looked at each time
		openLog("?type=GOAL&action=DELETE&range=30d");
		if (width < 760) {
			this.page.locator(".filters-toggle").click();
		}
		for (String name : new String[] { "type", "action", "dates", "more", "view" }) {
			assertThat(menu(name)).isVisible();
			assertUsable();
		}
		combobox("Patient").fill("a");
		assertThat(options().first()).isVisible();
		assertUsable();
	}

	@ParameterizedTest
	@CsvSource({ "1280, LIGHT", "360, DARK" })
	void everyoneCanUseATimeline(int width, ColorScheme scheme) {
		open(width, scheme);
		records().changedAppointment();
		openLog("?type=APPOINTMENT&action=UPDATE");
		rows().first().locator("a.record").first().click();
		assertThat(this.page.locator("table.state-table")).isVisible();
		assertUsable();

		button("Changes").first().click();
		button("Compare").last().click();
		assertThat(this.page.locator(".point table.changes")).isVisible();
		assertUsable();
	}

	@ParameterizedTest
	@CsvSource({ "1280, DARK", "360, LIGHT" })
	void everyoneCanReadAnEntryAndExport(int width, ColorScheme scheme) {
		open(width, scheme);
		records().changedTasks(1);
		openLog("?type=TASK&action=UPDATE");
		rows().first().locator(".opener").click();
		link("Permalink").click();
		assertThat(this.page.locator(".entry-view .details")).isVisible();
		assertUsable();

		openLog("?type=FEATURE_TOGGLE");
		button("Export").click();
		assertThat(this.page.getByRole(AriaRole.DIALOG)).isVisible();
		assertUsable();
		this.page.getByRole(AriaRole.DIALOG).getByText("Export", new Locator.GetByTextOptions().setExact(true)).click();
		assertThat(this.page.getByRole(AriaRole.DIALOG)).containsText("is complete");
		// What the dialog covers cannot be judged
		this.page.setViewportSize(width, 2000);
		assertUsable();
	}

	@ParameterizedTest
	@EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
	void everyoneCanReadWhatWentWrong(ColorScheme scheme) {
		open(360, scheme);
		openLog("?id=nobody-has-this-id");
		assertThat(this.page.locator("#content")).containsText("No entries match");
		assertUsable();

		expectProblem("400");
		openLog("?typ=USER");
		assertThat(this.page.getByRole(AriaRole.ALERT)).isVisible();
		assertUsable();

		expectProblem("500");
		this.page.route(Pattern.compile("/data/entries"),
				(route) -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
		openLog("");
		assertThat(this.page.getByRole(AriaRole.ALERT)).containsText("Try again");
		assertUsable();
	}

	@ParameterizedTest
	@EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
	void everyoneCanReadThatThePageIsNotForThem(ColorScheme scheme) {
		expectProblem("403");
		open(360, scheme);
		openAs("provider@acme.example", LOG);
		assertThat(this.page.getByRole(AriaRole.HEADING)).hasText("This page is for owners and admins");
		assertUsable();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1280, 360 })
	void textsAreShownAsTheyAreAndNoneRuns(int width) {
		open(width, ColorScheme.LIGHT);
		openLog("?type=CARE_PLAN&action=CREATE&range=today");
		assertThat(rows().nth(AwkwardRecords.TEXTS.size())).isVisible();
		for (String text : AwkwardRecords.TEXTS) {
			assertThat(this.page.locator(".c-user .name").filter(new Locator.FilterOptions().setHasText(text)).first())
				.isAttached();
		}
		for (int row = 0; row <= AwkwardRecords.TEXTS.size(); row++) {
			rows().nth(row).locator(".opener").click();
		}
		assertThat(this.page.locator(".details")).hasCount(AwkwardRecords.TEXTS.size() + 1);
		assertNothingRan();
		assertFitsItsWidth();
		assertAccessible();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1280, 360 })
	void aTimelineShowsTextsAsTheyAre(int width) {
		open(width, ColorScheme.LIGHT);
		Set<String> seen = new HashSet<>();
		openLog("");
		for (JsonNode entry : data("entries?type=CARE_PLAN&action=CREATE").path("entries")) {
			String name = entry.path("user").path("name").asString();
			if (AwkwardRecords.NAMES.contains(name) || name.startsWith("xxx")) {
				openLog("?record=CARE_PLAN:" + entry.path("record").asString());
				assertThat(this.page.locator("table.state-table"))
					.containsText(name.substring(0, Math.min(name.length(), 80)));
				assertNothingRan();
				assertFitsItsWidth();
				seen.add(name);
			}
		}
		assertThat(seen).hasSize(AwkwardRecords.TEXTS.size() + 1);
	}

	@Test
	void suggestionsShowTextsAsTheyAre() {
		open(360, ColorScheme.LIGHT);
		openLog("");
		this.page.locator(".filters-toggle").click();
		for (String text : new String[] { "<script>", "\"><img", "{{7*7}}", "xxxxxx" }) {
			combobox("User").fill(text);
			assertThat(options().first()).containsText(text);
			assertNothingRan();
			assertFitsItsWidth();
		}
	}

	@ParameterizedTest
	@MethodSource("ids")
	void anIdWithSpecialCharactersLeadsToItsTimeline(String id) {
		openLog("?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
		assertThat(rows()).hasCount(1);

		rows().first().locator(".c-record a").click();
		assertTimeline(id);
		this.page.reload();
		awaitContent();
		assertTimeline(id);

		link("Show as table").click();
		awaitContent();
		assertThat(rows()).hasCount(1);
		rows().first().locator(".opener").click();
		link("Permalink").click();
		assertThat(this.page.locator(".entry-view .record .id")).hasText(id);
		assertNothingRan();
	}

	static Iterable<String> ids() {
		return AwkwardRecords.IDS;
	}

	@Test
	void paperHasTheEntriesAndNoControls() {
		openLog("?type=TASK");
		this.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

		assertThat(this.page.locator(".paper")).isVisible();
		assertThat(this.page.locator(".paper")).containsText("Filter: Type: Task");
		assertThat(rows().first()).isVisible();
		for (String control : new String[] { ".filters", ".tools", ".pager", ".opener" }) {
			assertThat(this.page.locator(control).first()).isHidden();
		}
	}

	private void assertTimeline(String id) {
		assertThat(this.page.locator(".record-view h2 .id")).hasText(id);
		assertThat(this.page.locator(".moment")).hasCount(1);
	}

	private void assertUsable() {
		assertAccessible();
		assertFitsItsWidth();
	}

	private void assertNothingRan() {
		assertThat(this.page.title()).doesNotContain("broken");
	}

}
