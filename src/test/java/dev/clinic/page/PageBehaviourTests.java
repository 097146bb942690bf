package dev.clinic.page;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people expect of the audit page while they look for something.
 */
class PageBehaviourTests extends AuditLogTest {

	/** A page of one entry, in the form of the page's data. */
	private static final String ENTRIES = """
			{"entries": [{"id": "1", "time": "2025-06-16T11:00:00Z", "type": "GOAL", "record": "7",
			  "user": {"id": "1", "kind": "user", "name": "Ann", "email": null}, "label": null,
			  "action": "UPDATE", "outcome": "success", "patient": null, "organization": "acme",
			  "changes": %s, "labels": {}, "keys": {}, "data": {},
			  "revision": {"number": "1", "time": "2025-06-16T11:00:00Z", "source": "test", "request": null,
			  "trace": null, "note": null, "method": null, "path": null, "status": null, "ip": null,
			  "agent": null}}], "newest": null, "newer": null, "older": null, "unsettled": 0}
			""";

	@Test
	void anEntryIsASentence() {
		String appointment = records().changedAppointment();
		openLog("?type=APPOINTMENT&action=UPDATE&id=" + appointment);

		assertThat(rows().first().locator(".c-what"))
			.containsText("changed length of appointment " + appointment + " from 20 to 45");
		assertThat(rows().first().locator(".opener")).hasAttribute("aria-label",
				Pattern.compile("^Details: .+ changed length of appointment " + appointment + " from 20 to 45$"));
		rows().first().locator(".opener").click();
		assertThat(this.page.locator(".details .headline"))
			.containsText(Pattern.compile("\\S changed length of appointment"));
	}

	@Test
	void theHostWordsWhatHappens() {
		String appointment = records().changedAppointment();
		records().change("appointments", appointment, Map.of("date", "2026-01-15T15:30:00Z"));
		openLog("?type=APPOINTMENT&action=UPDATE&id=" + appointment);

		assertThat(rows().first().locator(".c-what"))
			.containsText(Pattern.compile("rescheduled appointment " + appointment + " from .+ to Jan 15, 2026"));
	}

	@Test
	void backRestoresWhatTheFiltersShow() {
		openLog("?outcome=failure");
		menu("more").getByLabel("Status").selectOption("success");
		this.page.locator("details[data-menu=more]").getByText("Apply").click();
		awaitAddress("?outcome=success");

		this.page.goBack();
		awaitAddress("?outcome=failure");

		Locator more = menu("more");
		assertThat(more.getByLabel("Status")).hasValue("failure");
		more.getByText("Apply").click();
		awaitAddress("?outcome=failure");
	}

	@Test
	void noNumberOfAnotherFilterIsShownWhileThePageReads() {
		openLog("");
		String all = shown().textContent();
		CompletableFuture<Route> held = new CompletableFuture<>();
		this.page.route(Pattern.compile("/data/entries\\?type=GOAL"), held::complete);

		menu("type").getByLabel("Goal").check();
		this.page.waitForCondition(held::isDone);

		assertThat(shown()).hasText("Reading the log…");
		button("Export").click();
		assertThat(this.page.getByRole(AriaRole.DIALOG)).containsText("All entries: Type: Goal");
		assertThat(this.page.getByRole(AriaRole.DIALOG)).not().containsText(all.replaceAll(".* of ", ""));
		held.join().resume();
		assertThat(shown()).containsText(" of " + total("?type=GOAL"));
	}

	@Test
	void theFocusStaysWhereSomebodyWorks() {
		openLog("?type=TASK&type=GOAL&action=UPDATE");

		menu("dates").getByText("Last 30 days").click();
		awaitContent();
		assertThat(this.page.locator("details[data-menu=dates] summary")).isFocused();

		menu("more").getByText("Apply").click();
		assertThat(this.page.locator("details[data-menu=more] summary")).isFocused();

		button("Remove the filter Type: Task").click();
		assertThat(button("Remove the filter Type: Goal")).isFocused();

		button("Clear").click();
		assertThat(shown()).isFocused();
	}

	@Test
	void aStateAndAComparisonHaveNames() {
		openLog("?record=APPOINTMENT:" + records().changedAppointment());
		Locator patient = this.page.locator("table.state-table tr")
			.filter(new Locator.FilterOptions().setHas(this.page.locator("th[title='patient']")));
		assertThat(patient).containsText("Paula Patient");

		openLog("?record=TASK:" + records().reassignedTask());
		button("Compare").last().click();
		Locator assignee = this.page.locator(".point table.changes tr")
			.filter(new Locator.FilterOptions().setHas(this.page.locator("th[title='assignee']")));
		assertThat(assignee.locator("del .name")).not().hasText("");
		assertThat(assignee.locator("ins .name")).not().hasText("");
	}

	@Test
	void aDeletedRecordShowsAtOnceWhatItWas() {
		String task = records().deletedTask();
		openLog("?record=TASK:" + task);

		assertThat(this.page.locator(".point .banner")).containsText(Pattern.compile("^Deleted by .+ on .+"));
		assertThat(this.page.locator("table.state-table")).containsText("Call back");

		openLog("?type=TASK&action=DELETE&id=" + task);
		rows().first().locator(".opener").click();
		assertThat(this.page.locator(".details table.changes")).containsText("Call back");
		assertThat(this.page.locator(".details table.changes th[scope=col]")).hasText(new String[] { "Field", "From" });
	}

	@Test
	void whatWasReadAfterADeletionLeadsToTheLastState() {
		String task = records().deletedTask();
		openLog("");
		String deletion = data("entries?type=TASK&action=DELETE&id=" + task).at("/entries/0/revision/number")
			.asString();
		openLog("?record=TASK:" + task + "&revision=" + (Long.parseLong(deletion) + 1));

		assertThat(this.page.locator(".point .banner")).containsText(Pattern.compile("^Deleted by .+ on .+"));
		assertThat(this.page.locator("table.state-table")).containsText("Call back");
	}

	@Test
	void aSentenceNamesTheUserWhereNoColumnDoes() {
		records().changedTasks(1);
		openLog("?type=TASK&action=UPDATE");
		assertThat(rows().first().locator(".subject")).isHidden();

		menu("view").getByLabel("User").uncheck();

		assertThat(rows().first().locator(".subject")).isVisible();
	}

	@Test
	void linksToOtherEntriesKeepTheFilters() {
		records().changedTasks(1);
		openLog("?type=TASK&action=UPDATE");
		rows().first().locator(".opener").click();

		link("Entries by this user").click();

		this.page.waitForURL(Pattern.compile("\\?type=TASK&action=UPDATE&user="));
	}

	@Test
	void aSharedViewWithoutEntriesSaysWhoItIsAbout() {
		String patient = records().patient("Shirley", "Shared");
		openLog("?patient=" + patient + "&type=GOAL");

		assertThat(this.page.locator("#content")).containsText("No entries match");
		assertThat(this.page.locator(".chip").first()).containsText("Shirley Shared (" + patient + ")");
		assertThat(this.page).hasTitle(Pattern.compile("^Patient: Shirley Shared .*, Type: Goal · "));
	}

	@Test
	void aCellFiltersByWhatItShows() {
		records().changedTasks(1);
		openLog("?range=30d");

		Locator cell = rows().filter(new Locator.FilterOptions().setHasText("Call back")).first().locator(".c-type");
		cell.hover();
		assertThat(cell.locator(".only")).isVisible();
		cell.locator(".only").getByText("+").click();

		awaitAddress("?range=30d&type=TASK");
		assertThat(rows().first().locator(".c-type .only a")).hasText("−");
	}

	@Test
	void hoursUntilNowAreARange() {
		openLog("");

		menu("dates").getByText("Last 24 hours").click();

		awaitAddress("?range=24h");
		assertThat(this.page.locator(".chip")).containsText("Last 24 hours");
		assertThat(this.page.locator(".day").first()).hasAttribute("aria-label", Pattern.compile("Sun .*12:00\\sAM"));
	}

	@Test
	void fewDaysAreCountedByTheHour() {
		openLog("?range=yesterday");

		assertThat(this.page.locator(".day")).hasCount(24);
		Locator hour = this.page.locator(".day").nth(15);
		String counted = hour.getAttribute("aria-label").replaceAll("^.*: ([0-9]+|1) entr.*$", "$1");
		hour.click();
		this.page.waitForURL(Pattern.compile("from=[^&]+T\\d\\d%3A00%3A00Z&to=[^&]+59.999999Z"));
		awaitContent();
		assertThat(shown()).hasText(Pattern.compile(counted.equals("0") ? "^No entries$" : " of " + counted + "$"));
	}

	@Test
	void thePictureComesBackAfterAnOutage() {
		expectProblem("500");
		this.page.route(Pattern.compile("/data/days"),
				(route) -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
		openLog("");
		assertThat(this.page.locator(".chart-note")).isVisible();
		this.page.unroute(Pattern.compile("/data/days"));

		link("Next").first().click();

		assertThat(this.page.locator(".day").first()).isVisible();
	}

	@Test
	void escapeClosesAFinishedExport() {
		openLog("?type=FEATURE_TOGGLE");
		button("Export").click();
		Locator dialog = this.page.getByRole(AriaRole.DIALOG);
		Download download = this.page.waitForDownload(
				() -> dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Export").setExact(true))
					.click());
		assertThat(download.suggestedFilename()).isNotEmpty();
		assertThat(dialog).containsText("is complete");

		this.page.keyboard().press("Escape");

		assertThat(dialog).hasCount(0);
	}

	@Test
	void whoMayNotSeeThePageFindsAWayOut() {
		expectProblem("403");
		openAs("provider@acme.example", LOG);

		assertThat(link("Sign out")).hasAttribute("href", "./sign-out");
		assertThat(link("Back to the application")).hasAttribute("href", "./");

		this.page.navigate(LOG + "/");
		assertThat(link("Back to the application")).hasAttribute("href", "../");
		assertThat(link("Sign out")).hasAttribute("href", "../sign-out");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "de-DE | de-DE | Zeitpunkt | löschte | 16.06.2025 | Gelöscht von",
					"es | es | Momento | borró | 16 jun 2025 | Borrado por",
					"fr-CA | fr-CA | Horodatage | a supprimé | 16 juin 2025 | Supprimée par",
					"it-IT | en | Timestamp | deleted | Jun 16, 2025 | Deleted by" })
	void thePageSpeaksOneLanguage(String browser, String language, String column, String verb, String date,
			String banner) {
		String task = records().deletedTask();
		open(new Browser.NewContextOptions().setLocale(browser));
		openLog("?type=TASK&action=DELETE&id=" + task);

		assertThat(this.page.locator("html")).hasAttribute("lang", language);
		assertThat(this.page.locator("th.c-time")).hasText(column);
		assertThat(rows().first().locator(".c-what")).containsText(verb);
		assertThat(rows().first().locator("time")).hasAttribute("title",
				Pattern.compile("^" + date.replace(".", "\\.")));
		rows().first().locator("a.record").first().click();
		assertThat(this.page.locator(".banner")).containsText(banner);
		assertAccessible();
	}

	@Test
	void objectsAreComparedByKeyAndListsAreMarked() {
		openChanges("""
				{"settings": {"from": {"color": "red", "size": 1, "old": true}, "to": {"color": "blue", "size": 1}},
				 "tags": {"from": null, "to": ["a", "b"]}}""");

		Locator settings = changed("settings");
		assertThat(settings.locator("del")).hasText(new String[] { "red", "true" });
		assertThat(settings.locator("ins")).hasText(new String[] { "blue" });
		assertThat(settings.locator("dd")).hasText(new String[] { "red", "1", "true", "blue", "1" });
		Object display = changed("tags").locator("ins").evaluate("(ins) => getComputedStyle(ins).display");
		assertThat(display).isEqualTo("block");
	}

	@Test
	void valuesMayBeCalledAsEveryObjectCallsItsOwn() {
		openChanges("{\"kind\": {\"from\": \"constructor\", \"to\": \"toString\"}}");

		assertThat(changed("kind").locator("td")).hasText(new String[] { "constructor", "toString" });
		assertThat(rows().first().locator(".c-what")).containsText("from constructor to toString");
	}

	@Test
	void whatIsTheSameInLongTextsIsFolded() {
		String same = "The same words again and again. ".repeat(30);
		openChanges("{\"note\": {\"from\": \"Yes. " + same + "\", \"to\": \"No. " + same + "\"}}");

		Locator to = changed("note").locator("td").last();
		assertThat(to.locator("ins")).hasText("No");
		assertThat(to.locator("summary")).hasText(Pattern.compile("^\\d+ characters unchanged$"));
		to.locator("summary").click();
		assertThat(to.evaluate("(cell) => { cell.querySelector('summary').remove(); return cell.textContent; }"))
			.isEqualTo("No. " + same);
	}

	@Test
	void manyFieldsAreFolded() {
		openChanges(IntStream.range(0, 100)
			.mapToObj((number) -> "\"field%d\": {\"from\": 1, \"to\": 2}".formatted(number))
			.collect(Collectors.joining(", ", "{", "}")));

		assertThat(this.page.locator(".details table.changes tbody tr:visible")).hasCount(20);
		assertThat(this.page.locator(".details").boundingBox().height).isLessThan(1200);
		this.page.getByText("80 more fields").click();
		assertThat(this.page.locator(".details table.changes tbody tr:visible")).hasCount(100);
		assertAccessible();
	}

	@Test
	void bytesAreShownByTheirNumberAndHash() {
		openChanges("{\"photo\": {\"from\": null, \"to\": {\"bytes\": 2048, \"sha256\": \"ab12\"}}}");

		assertThat(changed("photo").locator("td").last()).hasText(Pattern.compile("^2,048 bytes, SHA-256\\s+ab12$"));
	}

	/** Opens an entry that changed fields from something to something else. */
	private void openChanges(String changes) {
		String entries = ENTRIES.formatted(changes);
		this.page.route(Pattern.compile("/data/entries\\?type=GOAL"), (route) -> route
			.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(entries)));
		openLog("?type=GOAL");
		rows().first().locator(".opener").click();
	}

	private Locator changed(String field) {
		return this.page.locator(".details table.changes tbody tr")
			.filter(new Locator.FilterOptions().setHas(this.page.locator("th[title='" + field + "']")));
	}

	@Test
	void printHasAHeader() {
		openLog("?type=TASK");

		assertThat(this.page.locator(".paper")).containsText("Filter: Type: Task");
		assertThat(this.page.locator(".paper")).containsText(Pattern.compile("By .+\\. "));
		assertThat(this.page.locator(".paper")).containsText("/audit-log?type=TASK");
	}

}
