package dev.clinic.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log within a page of the host's.
 */
class EmbeddedLogTests extends AuditLogTest {

	@BeforeEach
	void signIn() {
		openLog("");
	}

	@Test
	void aLineInAHostsPageShowsWhatIsAPatients() {
		String patient = patient();
		embed("patient=\"%s\"".formatted(patient));

		assertThat(rows()).hasCount(3);
		assertThat(shown()).hasText("1–3 of 3");
		assertThat(this.page.locator("td.c-patient .id").first()).hasText(patient);
		assertThat(this.page.locator(".day").first()).isVisible();
		assertThat(button("Export")).isEnabled();
		assertAccessible();
	}

	@Test
	void aPersonFiltersFurtherAndCannotRemoveWhatIsFixed() {
		embed("patient=\"%s\"".formatted(patient()));

		assertThat(combobox("User")).isVisible();
		assertThat(combobox("Patient")).hasCount(0);
		assertThat(this.page.locator(".chip")).hasCount(0);
		menu("action").getByLabel("updated").first().check();
		assertThat(rows()).hasCount(1);
		assertThat(this.page.locator(".chip")).hasText(Pattern.compile("Action: updated"));

		this.page.locator(".chip").click();
		assertThat(rows()).hasCount(3);
		assertThat(this.page.locator("h2.shown")).isFocused();
	}

	@Test
	void ofSeveralFixedTypesAPersonChoosesAmongThese() {
		embed("patient=\"%s\" type=\"APPOINTMENT, USER\" user=\"1\"".formatted(patient()));
		assertThat(shown()).hasText("No entries");

		this.page.evaluate("() => document.querySelector('revtrail-log').removeAttribute('user')");
		assertThat(rows()).hasCount(3);
		Locator types = menu("type");
		assertThat(types.locator(".choice")).hasCount(2);
		types.getByLabel("User").check();
		assertThat(rows()).hasCount(1);
		types.getByLabel("Appointment").check();
		assertThat(rows()).hasCount(3);
		assertThat(this.page.locator(".chip")).hasCount(2);
		this.page.keyboard().press("Escape");
		this.page.locator(".chip").first().click();
		assertThat(this.page.locator(".chip")).hasCount(1);
		this.page.locator(".chip").click();
		assertThat(rows()).hasCount(3);
	}

	@Test
	void anEmptyAttributeDoesNotShowEverything() {
		expectProblem("400");
		embed("patient=\"\"");

		assertThat(this.page.getByRole(AriaRole.ALERT)).containsText("patient takes a patient");
		assertThat(rows()).hasCount(0);
	}

	@Test
	void itsStateIsNotInTheAddressOfTheHostsPage() {
		embed("patient=\"%s\"".formatted(patient()));
		int before = historyLength();

		menu("action").getByLabel("updated").first().check();
		assertThat(rows()).hasCount(1);
		rows().first().locator("td.c-record a.record").click();
		assertThat(this.page.locator("revtrail-log table.state-table")).isVisible();
		assertThat(this.page.locator("#content")).isFocused();
		this.page.locator(".moment").last().getByText("State").click();
		assertThat(this.page.locator(".moment").last()).hasClass(Pattern.compile("now"));
		link("Back to the entries").click();
		assertThat(rows()).hasCount(1);

		assertThat(this.page.url()).isEqualTo(base() + "/host.html");
		assertThat(historyLength()).isEqualTo(before);
	}

	@Test
	void pagesAreTurnedWithinTheElement() {
		embed("");
		String first = rows().first().textContent();

		link("Next").first().click();
		assertThat(shown()).containsText("51–100 of");
		link("Previous").first().click();
		assertThat(shown()).containsText("1–50 of");
		assertThat(rows().first()).hasText(first);
		assertThat(this.page.url()).isEqualTo(base() + "/host.html");
	}

	@Test
	void fixedDaysAreNarrowedByTheChart() {
		embed("patient=\"%s\" range=\"30d\"".formatted(patient()));
		assertThat(rows()).hasCount(3);
		assertThat(this.page.locator("details[data-menu=dates]")).hasCount(0);
		assertThat(this.page.locator(".day")).hasCount(30);

		this.page.locator(".day .back").first().click();
		assertThat(shown()).hasText("No entries");
		this.page.locator(".chip").click();
		assertThat(rows()).hasCount(3);
	}

	@Test
	void aHostOpensItsOwnViewOfWhatIsSelected() {
		String patient = patient();
		embed("patient=\"%s\"".formatted(patient));
		assertThat(rows()).hasCount(3);
		listen(true);

		rows().first().locator(".opener").click();
		rows().first().locator("td.c-record a.record").click();
		rows().first().locator("td.c-patient a.record").click();

		List<Map<String, Object>> selected = selected();
		assertThat(selected).extracting("type").containsExactly("APPOINTMENT", "APPOINTMENT", "USER");
		assertThat(selected.get(0)).containsOnlyKeys("id", "type", "record", "action", "user", "time")
			.containsEntry("action", "UPDATE")
			.isEqualTo(selected.get(1));
		assertThat(selected.get(2)).containsEntry("record", patient).containsEntry("id", selected.get(0).get("id"));
		assertThat(selected.get(0).get("user").toString()).contains("admin@acme.example");
		assertThat(this.page.locator(".details")).hasCount(0);
		assertThat(rows()).hasCount(3);
	}

	@Test
	void whatAHostLeavesOpensHere() {
		embed("patient=\"%s\"".formatted(patient()));
		assertThat(rows()).hasCount(3);
		listen(false);

		rows().first().locator(".opener").press("Enter");
		assertThat(this.page.locator(".details")).isVisible();
		// Closing selects nothing
		rows().first().locator(".opener").press("Enter");
		assertThat(this.page.locator(".details")).hasCount(0);
		rows().first().locator("td.c-record a.record").press("Enter");
		assertThat(this.page.locator("revtrail-log table.state-table")).isVisible();

		assertThat(selected()).hasSize(2);
	}

	@Test
	void aTimelineSelectsEntries() {
		listenEverywhere();
		host("", "type=\"APPOINTMENT\" record=\"%s\"".formatted(records().changedAppointment()));
		this.page.locator(".moment").first().getByText("Changes").click();

		assertThat(this.page.locator(".moment-content")).isVisible();
		assertThat(selected()).singleElement().hasFieldOrPropertyWithValue("action", "UPDATE");
	}

	@Test
	void inLittleRoomThereAreSentencesAndNothingElse() {
		embed("patient=\"%s\" compact".formatted(patient()));

		Locator lines = this.page.locator(".compact li");
		assertThat(lines).hasCount(3);
		assertThat(lines.first()).containsText("changed reason of appointment");
		assertThat(lines.first().locator("time")).isVisible();
		for (String none : List.of(".filters", ".chart", ".pager", "table.entries", "dialog")) {
			assertThat(this.page.locator("revtrail-log " + none)).hasCount(0);
		}
		lines.first().locator(".opener").focus();
		this.page.keyboard().press("ArrowDown");
		assertThat(lines.nth(1).locator(".opener")).isFocused();
		this.page.keyboard().press("ArrowUp");
		this.page.keyboard().press("Enter");
		assertThat(lines.first().locator("table.changes")).isVisible();
		assertAccessible();

		link("Timeline").click();
		assertThat(this.page.locator("revtrail-log table.state-table")).isVisible();
		link("Back to the entries").click();
		assertThat(lines).hasCount(3);
	}

	@Test
	void olderEntriesAreAButtonAway() {
		embed("compact");
		assertThat(this.page.locator(".compact li")).hasCount(50);

		button("Older entries").click();
		assertThat(this.page.locator(".compact li")).hasCount(100);
		assertThat(this.page.locator("revtrail-log [role=status]")).containsText("100 entries");
	}

	@Test
	void aTimelineInLittleRoomIsSentencesToo() {
		host("", "type=\"APPOINTMENT\" record=\"%s\" compact".formatted(records().changedAppointment()));

		Locator lines = this.page.locator("revtrail-timeline .compact li");
		assertThat(lines).hasCount(3);
		lines.last().locator(".opener").click();
		assertThat(lines.last().locator("table.changes")).isVisible();
		assertThat(this.page.locator("revtrail-timeline .point")).hasCount(0);
		assertThat(link("Timeline")).hasCount(0);
		assertAccessible();
	}

	@ParameterizedTest
	@ValueSource(strings = { "de", "es", "fr" })
	void eachElementSpeaksItsLanguage(String language) {
		String attributes = "patient=\"%s\"".formatted(patient());
		hostOf("", "<revtrail-log %s></revtrail-log><revtrail-log %s lang=\"%s\"></revtrail-log>".formatted(attributes,
				attributes, language));

		Locator english = this.page.locator("revtrail-log").first();
		Locator other = this.page.locator("revtrail-log").last();
		assertThat(english.locator("th.c-user")).hasText("User");
		assertThat(other.locator("th.c-user")).not().hasText("User");
		other.locator(".opener").first().click();
		english.locator(".opener").first().click();
		assertThat(english.locator(".details h3")).hasText("Request");
		assertThat(other.locator(".details h3")).not().hasText("Request");
		assertThat(english.locator("th.c-what")).hasText("What happened");
		assertAccessible();
	}

	@Test
	void aLanguageMayBecomeAnother() {
		embed("patient=\"%s\"".formatted(patient()));
		assertThat(this.page.locator("th.c-user")).hasText("User");

		this.page.evaluate("() => document.querySelector('revtrail-log').lang = 'de'");
		assertThat(this.page.locator("th.c-user")).hasText("Benutzer");
	}

	/**
	 * What the server refuses to those who may not see the page is not offered to them.
	 */
	@Test
	void whoMayNotSeeThePageIsNotLedThere() {
		this.page.route(Pattern.compile("/data/settings"), (route) -> {
			APIResponse settings = route.fetch();
			route.fulfill(new Route.FulfillOptions().setResponse(settings)
				.setBody(settings.text()
					.replace("\"mayOpenPage\":true", "\"mayOpenPage\":false")
					.replace("\"mayExport\":true", "\"mayExport\":false")));
		});
		embed("patient=\"%s\"".formatted(patient()));
		rows().first().locator(".opener").click();
		assertThat(this.page.locator(".details table.changes")).isVisible();

		for (String name : List.of("User", "Patient", "Resource")) {
			assertThat(combobox(name)).hasCount(0);
		}
		assertThat(button("Export")).hasCount(0);
		assertThat(link("Permalink")).hasCount(0);
		assertThat(button("Copy link to this entry")).hasCount(0);
		menu("action").getByLabel("updated").first().check();
		assertThat(rows()).hasCount(1);
		rows().first().locator("td.c-record a.record").click();
		assertThat(this.page.locator("revtrail-log table.state-table")).isVisible();
		assertAccessible();
	}

	@Test
	void allThatIsAskedForIsThePatients() {
		String patient = patient();
		List<String> asked = new ArrayList<>();
		this.page.onRequest((request) -> {
			if (request.url().contains("/data/")) {
				asked.add(request.url());
			}
		});
		embed("patient=\"%s\"".formatted(patient));
		rows().first().locator("td.c-record a.record").click();
		assertThat(this.page.locator("revtrail-log table.state-table")).isVisible();
		String record = this.page.locator(".record-view h2 .id").textContent();
		this.page.locator(".moment").last().getByText("Compare").click();
		assertThat(this.page.locator("revtrail-log .point table.changes")).isVisible();
		host("", "type=\"APPOINTMENT\" record=\"%s\" patient=\"%s\"".formatted(record, patient));
		assertThat(this.page.locator("revtrail-timeline table.state-table")).isVisible();

		assertThat(asked).hasSizeGreaterThan(8)
			.allMatch((url) -> url.split("patient=" + patient + "(?!\\d)", -1).length == 2);
	}

	@Test
	void aTimelineOfAnotherPatientsRecordIsEmpty() {
		host("", "type=\"APPOINTMENT\" record=\"%s\" patient=\"%s\"".formatted(records().changedAppointment(),
				patient()));

		assertThat(this.page.locator("revtrail-timeline")).containsText("No entries for this record");
	}

	@Test
	void menusCloseByEscapeAndByGoingOn() {
		embed("patient=\"%s\"".formatted(patient()));
		Locator panel = menu("action");
		assertThat(panel).isVisible();
		this.page.keyboard().press("Escape");
		assertThat(panel).not().isVisible();
		assertThat(this.page.locator("details[data-menu=action] summary")).isFocused();

		menu("action");
		menu("more");
		assertThat(panel).not().isVisible();
		this.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Host")).click();
		assertThat(this.page.locator("details.menu[open]")).hasCount(0);
	}

	@ParameterizedTest
	@CsvSource({ "'', 1", "compact, 1", "'', 0.5", "compact, 0.5" })
	void itFitsEveryWidth(String compact, double share) {
		hostOf("<style>body { margin: 0 } div { width: %s%% }</style>".formatted(100 * share),
				"<revtrail-log patient=\"%s\" %s></revtrail-log>".formatted(patient(), compact));
		this.page.locator(".opener").first().click();
		assertThat(this.page.locator("revtrail-log table.changes")).isVisible();

		assertThat(IntStream.iterate((int) (320 / share), (width) -> width <= 1920, (width) -> width + 40)
			.filter((width) -> {
				this.page.setViewportSize(width, 900);
				return !overflowing().isEmpty();
			})
			.boxed()
			.toList()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "''", "compact" })
	void itIsDarkWhereTheHostIs(String compact) {
		open(new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT));
		openLog("");
		hostOf("<style>body { background: #101418; color: #eee }</style>",
				"<revtrail-log patient=\"%s\" theme=\"dark\" %s></revtrail-log>".formatted(patient(), compact));
		this.page.locator(".opener").first().click();
		assertThat(this.page.locator("revtrail-log table.changes")).isVisible();

		assertThat(this.page.evaluate("() => getComputedStyle(document.querySelector('revtrail-log')).colorScheme"))
			.isEqualTo("dark");
		assertAccessible();
	}

	/** A patient with an appointment whose reason has been changed. */
	private String patient() {
		ClinicRecords records = records();
		String patient = records.patient("Paula", "Patient");
		records.change("appointments", records.appointment(patient), Map.of("reason", "Pain in the knee"));
		return patient;
	}

	private void embed(String attributes) {
		hostOf("", "<revtrail-log " + attributes + "></revtrail-log>");
	}

	private int historyLength() {
		return (Integer) this.page.evaluate("() => history.length");
	}

	/** What reaches beyond the element. */
	private List<?> overflowing() {
		return (List<?>) this.page.evaluate("() => { const log = document.querySelector('revtrail-log');"
				+ " const right = log.getBoundingClientRect().right; return [...log.shadowRoot.querySelectorAll('*')]"
				+ ".filter((one) => one.getBoundingClientRect().right > right + 1 && !one.closest('.sr, caption, thead') && !one.parentElement?.closest('.entry > td'))"
				+ ".map((one) => one.className)"
				+ ".concat(document.documentElement.scrollWidth > window.innerWidth ? ['window'] : []); }");
	}

	private void listen(boolean preventing) {
		this.page.evaluate("(preventing) => { window.selected = []; document.addEventListener('revtrail-select',"
				+ " (event) => { window.selected.push(event.detail); if (preventing) { event.preventDefault(); } }); }",
				preventing);
	}

	private void listenEverywhere() {
		this.page.addInitScript("window.selected = []; document.addEventListener('revtrail-select',"
				+ " (event) => window.selected.push(event.detail));");
	}

	@SuppressWarnings("unchecked")
	private List<Map<String, Object>> selected() {
		return (List<Map<String, Object>>) this.page.evaluate("() => window.selected");
	}

}
