package dev.clinic.page;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import dev.clinic.demo.DemoClinic;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeLog;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.SettledLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The list of entries: filters, pages, days, rows and what is remembered.
 */
class AuditPageTests extends AuditLogTest {

	private static final ZoneId ZONE = ZoneId.of("America/New_York");

	private static final LocalDate TODAY = LocalDate.ofInstant(DemoClinic.NOW, ZONE);

	@Test
	void showsFiftyOfAllEntries() {
		openLog("");

		assertThat(rows()).hasCount(50);
		assertThat(shown()).hasText("1–50 of " + total(""));
		assertThat(this.page.getByRole(AriaRole.STATUS)).hasText("1–50 of " + total(""));
	}

	@Test
	void turnsItsPagesBothWaysAndGoesBack() {
		openLog("");
		String total = total("");

		turn("Next");
		assertThat(shown()).hasText("51–100 of " + total);
		turn("Previous");
		assertThat(shown()).hasText("1–50 of " + total);
		turn("Last");
		assertThat(shown()).hasText(Pattern.compile("–" + total + " of " + total));
		String last = shown().textContent();
		turn("First");
		assertThat(shown()).hasText("1–50 of " + total);
		assertThat(address()).isEqualTo(LOG);

		this.page.goBack();
		awaitAddress("?at=end");
		assertThat(shown()).hasText(last);
	}

	@Test
	void aTypeIsFoundByTypingAndAnotherTicked() {
		openLog("");

		Locator menu = menu("type");
		menu.getByRole(AriaRole.SEARCHBOX).fill("care p");
		menu.getByRole(AriaRole.SEARCHBOX).press("Enter");
		awaitAddress("?type=CARE_PLAN");
		assertThat(shown()).containsText(" of " + total("?type=CARE_PLAN"));
		assertThat(rows().locator(".badge").filter(new Locator.FilterOptions().setHasNotText("Care plan"))).hasCount(0);

		menu.getByRole(AriaRole.SEARCHBOX).fill("goal");
		menu.getByLabel("Goal").check();
		awaitAddress("?type=CARE_PLAN&type=GOAL");
		assertThat(shown()).containsText(" of " + total("?type=CARE_PLAN&type=GOAL"));
	}

	@Test
	void anActionIsFoundByTyping() {
		openLog("");

		Locator menu = menu("action");
		menu.getByRole(AriaRole.SEARCHBOX).fill("delete");
		menu.getByLabel("deleted", new Locator.GetByLabelOptions().setExact(true)).check();

		awaitAddress("?action=DELETE");
		assertThat(shown()).containsText(" of " + total("?action=DELETE"));
		assertThat(rows().locator(".action").filter(new Locator.FilterOptions().setHasNotText("delete"))).hasCount(0);
	}

	@Test
	void aUserIsChosenByTheKeyboardAlone() {
		openLog("");
		tabTo("user");

		this.page.keyboard().type("admin@acme");
		assertThat(options().first()).containsText("admin@acme.example");
		this.page.keyboard().press("Enter");

		this.page.waitForURL(Pattern.compile("\\?user="));
		awaitContent();
		assertThat(rows().first().locator(".c-user")).containsText("admin@acme.example");
		assertThat(this.page.locator(".chip")).containsText("User: ");
	}

	@Test
	void aPatientIsFoundByName() {
		String patient = records().patient("Norma", "Newcomer");
		openLog("");

		choosePatient("norma newc", "Norma Newcomer", patient);

		assertThat(this.page.locator(".chip")).containsText("Patient: Norma Newcomer (" + patient + ")");
		assertThat(rows()).hasCount(1);
		assertThat(rows().locator(".c-patient")).containsText(patient);
	}

	@Test
	void aPatientIsFoundByAFormerNameAndCalledByTheNewestOne() {
		String patient = renamedPatient("Fiona", "Formerly", "Nowadays");
		openLog("");

		choosePatient("Fiona Formerly", "Fiona Formerly", patient);

		assertThat(rows()).hasCount(3);
		assertThat(rows().last().locator(".c-patient")).containsText("Fiona Formerly");
		assertThat(this.page.locator(".chip")).containsText("Patient: Fiona Nowadays (" + patient + ")");
	}

	@Test
	void aPatientWhoWasRenamedIsCalledByTheNewestNameInASharedAddress() {
		String patient = renamedPatient("Sharon", "Before", "After");

		openLog("?patient=" + patient);

		assertThat(this.page.locator(".chip")).containsText("Patient: Sharon After (" + patient + ")");
	}

	@Test
	void anOlderEntryDoesNotTakeTheNewestNameAway() {
		String patient = renamedPatient("Olga", "Older", "Newest");
		openLog("?patient=" + patient);
		assertThat(this.page.locator(".chip")).containsText("Patient: Olga Newest (" + patient + ")");

		menu("action").getByLabel("created", new Locator.GetByLabelOptions().setExact(true)).check();

		awaitAddress("?patient=" + patient + "&action=CREATE");
		assertThat(rows()).hasCount(2);
		assertThat(this.page.locator(".chip").first()).containsText("Patient: Olga Newest (" + patient + ")");
	}

	@Test
	void aUserWhoWasRenamedIsCalledByTheNewestName() {
		for (String name : List.of("Una Earlier", "Una Later")) {
			clinic().getBean(EventLog.class)
				.recordAlone(List.of(Event.of(Action.VIEW, new RecordRef("USER", "seen-by-una"))
					.by(new Actor("una", Actor.Type.USER, name, null, "acme", "acme"))));
		}

		openLog("?user=una");

		assertThat(rows().locator(".c-user .name")).hasText(new String[] { "Una Later", "Una Earlier" });
		assertThat(this.page.locator(".chip")).containsText("User: Una Later");
	}

	@Test
	void aResourceIsFoundByItsId() {
		String id = records().changedAppointment();
		openLog("");

		combobox("Resource").fill(id);
		combobox("Resource").press("Enter");

		awaitAddress("?id=" + id);
		assertThat(rows().locator(".c-record .id").filter(new Locator.FilterOptions().setHasNotText(id))).hasCount(0);
		assertThat(shown()).containsText(" of " + total("?id=" + id));
	}

	@Test
	void aRangeOfDatesStaysRelativeInTheAddress() {
		openLog("");

		menu("dates").getByText("Last 30 days").click();

		awaitAddress("?range=30d");
		assertThat(this.page.locator(".chip")).containsText("Last 30 days");
		assertThat(this.page.locator(".day")).hasCount(30);
	}

	@Test
	void datesAreWholeDaysOfTheViewersZone() {
		open(new Browser.NewContextOptions().setTimezoneId(ZONE.getId()));
		openLog("");
		LocalDate to = TODAY.minusDays(10);

		Locator dates = menu("dates");
		dates.getByLabel("From").fill(to.minusDays(3).toString());
		dates.getByLabel("To").fill(to.toString());
		dates.getByText("Apply").click();

		awaitDays(to.minusDays(3), to);
		assertThat(this.page.locator(".zone")).containsText(ZONE.getId());
		assertThat(shown()).containsText(" of ");
	}

	@Test
	void inputStaysWhenThePageIsDrawnAgain() {
		CompletableFuture<Route> held = new CompletableFuture<>();
		this.page.route(Pattern.compile("/data/days"), held::complete);
		openLog("");
		this.page.waitForCondition(held::isDone);
		Locator from = menu("dates").getByLabel("From");
		from.fill("2026-01-02");
		Locator field = menu("more").getByLabel("Changed field");
		field.fill("pho");

		held.join().resume();
		assertThat(this.page.locator(".day")).not().hasCount(0);

		assertThat(field).hasValue("pho");
		assertThat(from).hasValue("2026-01-02");
	}

	@ParameterizedTest
	@ValueSource(strings = { "dates", "more" })
	void theButtonsOfMenusCanBeRead(String name) {
		openLog("");
		Locator button = menu(name).getByText("Apply", new Locator.GetByTextOptions().setExact(true));
		assertThat(button).isVisible();
		assertAccessible();

		assertThat(button.evaluate("(button) => getComputedStyle(button).color"))
			.isNotEqualTo(button.evaluate("(button) => getComputedStyle(button).backgroundColor"));
	}

	@Test
	void aChangedFieldIsFoundByItsLabelAndAnUnknownOneIsAnError() {
		openLog("?type=USER&field=Phone");
		assertThat(rows().first()).isVisible();

		expectProblem("400");
		openLog("?type=USER&field=fone");
		assertThat(this.page.locator("#content")).containsText("has a field 'fone'");
	}

	@Test
	void statusAndFieldAreAmongMoreFilters() {
		records().changedAppointment();
		openLog("");

		Locator more = menu("more");
		more.getByLabel("Status").selectOption("success");
		more.getByLabel("Changed field").fill("reason");
		more.getByText("Apply").click();

		awaitAddress("?outcome=success&field=reason");
		assertThat(shown()).containsText(" of " + total("?outcome=success&field=reason"));
		assertThat(rows()).not().hasCount(0);
		assertThat(this.page.locator("details[data-menu=more]")).not().hasAttribute("open", "");
	}

	@Test
	void filtersAreTakenAwayOneByOneAndAllAtOnce() {
		openLog("?type=TASK&type=GOAL&action=UPDATE&outcome=success");

		button("Remove the filter Type: Task").click();
		awaitAddress("?type=GOAL&action=UPDATE&outcome=success");
		assertThat(this.page.locator(".chip")).hasCount(3);

		button("Clear").click();
		awaitAddress("");
		assertThat(this.page.locator(".chip")).hasCount(0);
		assertThat(shown()).hasText("1–50 of " + total(""));
	}

	@Test
	void anAddressShowsOthersTheSame() {
		records().changedTasks(51);
		openLog("?type=TASK&action=UPDATE");
		turn("Next");
		this.page.waitForURL(Pattern.compile("after="));
		assertThat(shown()).containsText("51–");
		String shared = address();
		String shown = shown().textContent();
		String first = rows().first().locator(".opener").getAttribute("aria-controls");

		open(new Browser.NewContextOptions());
		openLog(shared.substring(LOG.length()), "admin@acme.example");

		assertThat(shown()).hasText(shown);
		assertThat(rows().first().locator(".opener")).hasAttribute("aria-controls", first);
	}

	@Test
	void aMisspeltFilterIsReported() {
		expectProblem("400");
		openLog("?typ=USER");

		Locator alert = this.page.getByRole(AriaRole.ALERT);
		assertThat(alert).containsText("Invalid address");
		assertThat(alert).containsText("typ");
		alert.getByText("Show the whole log").click();
		awaitAddress("");
		assertThat(rows()).hasCount(50);
	}

	@Test
	void aDayIsChosenByAClick() {
		open(new Browser.NewContextOptions().setTimezoneId(ZONE.getId()));
		openLog("?range=30d");

		this.page.locator(".day").nth(20).click();

		awaitDays(TODAY.minusDays(9), TODAY.minusDays(9));
		assertThat(this.page.locator(".day")).hasCount(24);
	}

	@Test
	void daysAreChosenByADrag() {
		open(new Browser.NewContextOptions().setTimezoneId(ZONE.getId()));
		openLog("?range=30d");
		BoundingBox from = this.page.locator(".day").nth(20).boundingBox();
		BoundingBox to = this.page.locator(".day").nth(15).boundingBox();

		this.page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
		this.page.mouse().down();
		this.page.mouse().move(to.x + to.width / 2, to.y + to.height / 2, new Mouse.MoveOptions().setSteps(8));
		assertThat(this.page.locator(".day.chosen")).hasCount(6);
		this.page.mouse().up();

		awaitDays(TODAY.minusDays(14), TODAY.minusDays(9));
		assertThat(this.page.locator(".day")).hasCount(6);
	}

	@Test
	void daysAreChosenByTheKeyboard() {
		open(new Browser.NewContextOptions().setTimezoneId(ZONE.getId()));
		openLog("?range=30d");

		this.page.locator(".day[tabindex='0']").focus();
		this.page.keyboard().press("ArrowLeft");
		this.page.keyboard().press("Shift+ArrowLeft");
		this.page.keyboard().press("Shift+ArrowLeft");
		assertThat(this.page.locator(".day.chosen")).hasCount(3);
		this.page.keyboard().press("Enter");

		awaitDays(TODAY.minusDays(3), TODAY.minusDays(1));
	}

	@Test
	void aRowOpensByAClickToWhatChangedAndToTheRequest() {
		records().changedAppointment();
		openLog("?type=APPOINTMENT&action=UPDATE&outcome=success&kind=user");

		rows().first().locator(".c-status").click();

		Locator details = this.page.locator(".details");
		assertThat(details).hasCount(1);
		assertThat(details.locator("table.changes tbody tr").first()).isVisible();
		assertThat(details.locator("table.changes del, table.changes ins").first()).isVisible();
		for (String fact : List.of("Time", "Method", "Path", "IP address", "Request id", "User id", "Revision")) {
			assertThat(
					details.locator("dt", new Locator.LocatorOptions().setHasText(Pattern.compile("^" + fact + "$"))))
				.hasCount(1);
		}

		rows().first().locator(".c-status").click();
		assertThat(details).hasCount(0);
	}

	@Test
	void rowsAreWalkedAndOpenedByTheKeyboard() {
		openLog("?action=UPDATE");

		rows().first().locator(".opener").focus();
		this.page.keyboard().press("ArrowDown");
		this.page.keyboard().press("Enter");

		assertThat(rows().nth(1).locator(".opener")).hasAttribute("aria-expanded", "true");
		assertThat(rows().nth(1).locator(".opener")).isFocused();
		assertThat(this.page.locator(".details")).hasCount(1);
	}

	@Test
	void aMaskedValueIsShownAsMasked() {
		openLog("?type=POLICY&action=UPDATE&id=" + records().renumberedPolicy());

		rows().first().locator(".opener").click();

		Locator row = this.page.locator("table.changes tbody tr",
				new Page.LocatorOptions().setHasText("Policy number"));
		assertThat(row.locator("td .masked")).hasText(new String[] { "masked", "masked" });
		assertThat(row.locator("del, ins")).hasCount(0);
		assertThat(this.page.locator("table.changes tbody tr").filter(new Locator.FilterOptions().setHasText("Copay")))
			.not()
			.hasCount(0);
		assertAccessible();
	}

	@Test
	void aMaskedValueOfAStateIsShownAsMasked() {
		openLog("?type=POLICY&action=UPDATE&id=" + records().renumberedPolicy());

		rows().first().locator("a.record").first().click();

		assertThat(this.page.locator("table.state-table tr", new Page.LocatorOptions().setHasText("Policy number"))
			.locator(".masked")).hasText("masked");
	}

	@Test
	void anEntryHasALinkToKeepAndToCopy() {
		this.browser.grantPermissions(List.of("clipboard-read", "clipboard-write"));
		records().changedTasks(1);
		openLog("?type=TASK&action=UPDATE");
		rows().first().locator(".opener").click();

		button("Copy link to this entry").click();
		assertThat(this.page.getByRole(AriaRole.STATUS)).containsText("Copied link to this entry.");
		Object copied = this.page.evaluate("() => navigator.clipboard.readText()");
		button("Copy this entry as JSON").click();
		assertThat(this.page.getByRole(AriaRole.STATUS)).containsText("Copied this entry as JSON.");
		JsonNode entry = new JsonMapper().readTree((String) this.page.evaluate("() => navigator.clipboard.readText()"));
		assertThat(entry).isEqualTo(data("entries?type=TASK&action=UPDATE").at("/entries/0"));
		link("Permalink").click();
		this.page.waitForURL(Pattern.compile("\\?entry="));
		assertThat(this.page.url()).isEqualTo(copied);
		assertThat(this.page.locator(".entry-view table.changes")).isVisible();

		link("Back to the entries").click();
		awaitAddress("?type=TASK&action=UPDATE");
	}

	@Test
	void anEntryLeadsToItsNeighbours() {
		openLog("");
		String third = rows().nth(2).locator(".opener").getAttribute("aria-controls");
		String fourth = rows().nth(3).locator(".opener").getAttribute("aria-controls");
		openLog("?entry=" + third.substring("details-".length()));

		link("Earlier entries").click();
		this.page.waitForURL(Pattern.compile("after="));
		awaitContent();
		assertThat(rows().first().locator(".opener")).hasAttribute("aria-controls", fourth);
	}

	@Test
	void columnsThatWereHiddenStayHidden() {
		openLog("");
		menu("view").getByLabel("Status").uncheck();
		assertThat(this.page.locator("th.c-status")).hasCount(0);
		this.page.reload();
		awaitContent();

		assertThat(this.page.locator("th.c-status")).hasCount(0);
		assertThat(this.page.locator("th.c-user")).hasCount(1);

		menu("view").getByLabel("Status").check();
		assertThat(this.page.locator("th.c-status")).hasCount(1);
	}

	@Test
	void aThemeIsRemembered() {
		openLog("");
		Object before = ground();

		menu("view").getByLabel("dark").check();
		assertThat(ground()).isNotEqualTo(before);
		this.page.reload();
		awaitContent();

		assertThat(this.page.locator("html")).hasAttribute("data-theme", "dark");
		assertThat(ground()).isNotEqualTo(before);
	}

	@Test
	void timesCanBeInUtc() {
		open(new Browser.NewContextOptions().setTimezoneId("Asia/Tokyo"));
		openLog("");
		Locator time = rows().first().locator("time");
		String local = time.textContent();
		assertThat(this.page.locator(".zone")).hasText("Times in Asia/Tokyo, GMT+9");

		menu("view").getByLabel("UTC").check();

		assertThat(this.page.locator(".zone")).hasText("Times in UTC");
		assertThat(time).not().hasText(local);
		assertThat(time).hasAttribute("title", Pattern.compile(" UTC$"));
	}

	@Test
	void newEntriesAreAnnouncedAndMoveNothing() {
		this.page.clock().install(new Clock.InstallOptions().setTime(Date.from(DemoClinic.NOW)));
		openLog("");
		String first = rows().first().locator(".opener").getAttribute("aria-controls");
		clinic().getBean(EventLog.class).recordAlone(List.of(news()));

		this.page.clock().fastForward(21_000);

		Locator news = this.page.locator(".news");
		assertThat(news).hasText("1 new entry: show");
		assertThat(rows().first().locator(".opener")).hasAttribute("aria-controls", first);
		news.click();
		assertThat(rows().first().locator(".c-record .id")).hasText("news");
		assertThat(news).hasCount(0);
	}

	@Test
	void newEntriesAreCountedExactlyWhileMoreThanAPageIsUnsettled() throws SQLException {
		openLog("");
		EventLog events = clinic().getBean(EventLog.class);
		try (Connection inFlight = clinic().getBean(DataSource.class).getConnection()) {
			inFlight.setAutoCommit(false);
			try (Statement statement = inFlight.createStatement()) {
				statement.executeUpdate("insert into revtrail_revision (recorded_at, actor_id, actor_type, source) "
						+ "values (current_timestamp, '7', 'USER', 'test')");
			}
			events.recordAlone(Collections.nCopies(60, news()));

			JsonNode newest = data("entries");
			assertThat(newest.path("unsettled").asLong()).isEqualTo(60);
			String since = "count?since=" + newest.path("newest").asString();
			assertThat(data(since).path("count").asLong()).isEqualTo(60);

			events.recordAlone(List.of(news(), news()));
			assertThat(data(since).path("count").asLong()).isEqualTo(62);
			inFlight.rollback();
			SettledLog.await(clinic().getBean(ChangeLog.class));
			assertThat(data(since).path("count").asLong()).isEqualTo(62);
		}
	}

	@Test
	void askingForNewsDoesNotExtendTheSession() {
		List<String> asked = new ArrayList<>();
		this.page.onRequest((request) -> asked.add(request.url()));
		this.page.clock().install(new Clock.InstallOptions().setTime(Date.from(DemoClinic.NOW)));
		openLog("");
		asked.clear();

		this.page.clock().fastForward(11 * 60_000);
		this.page.mouse().move(200, 200);
		this.page.mouse().move(210, 210);
		this.page.waitForRequest(Pattern.compile("/data/count\\?.*since="),
				() -> this.page.clock().fastForward(21_000));

		assertThat(asked).hasSize(1);
	}

	@Test
	void liveEntriesComeAtOnceAndMoveNothingThatIsRead() {
		this.page.clock().install(new Clock.InstallOptions().setTime(Date.from(DemoClinic.NOW)));
		openLog("?type=USER");
		menu("view").getByText("new entries at once").click();
		this.page.keyboard().press("Escape");

		clinic().getBean(EventLog.class).recordAlone(List.of(news()));
		this.page.clock().fastForward(6_000);
		assertThat(rows()).hasCount(51);
		assertThat(rows().first().locator(".c-record .id")).hasText("news");
		assertThat(this.page.locator(".news")).hasCount(0);

		rows().nth(20).locator(".opener").click();
		String id = String.valueOf(rows().nth(20).locator(".opener").getAttribute("aria-controls"));
		Locator read = this.page.locator("tr.entry:has([aria-controls='" + id + "'])");
		double top = read.boundingBox().y;
		clinic().getBean(EventLog.class).recordAlone(List.of(news(), news()));
		this.page.clock().fastForward(6_000);
		assertThat(rows()).hasCount(53);
		assertThat(read.boundingBox().y).isCloseTo(top, within(2.0));
		assertThat(shown()).containsText(total("?type=USER"));
	}

	private static Event news() {
		return Event.of(Action.VIEW, new RecordRef("USER", "news"))
			.by(new Actor("news", Actor.Type.USER, "News", null, "acme", "acme"));
	}

	private Object ground() {
		return this.page.evaluate("() => getComputedStyle(document.body).backgroundColor");
	}

	private void turn(String to) {
		this.page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages (above the table)"))
			.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(to).setExact(true))
			.click();
	}

	private void tabTo(String id) {
		for (int presses = 0; presses < 20; presses++) {
			if (id.equals(this.page.evaluate("() => document.activeElement.id"))) {
				return;
			}
			this.page.keyboard().press("Tab");
		}
		assertThat(this.page.locator("#" + id)).isFocused();
	}

	/**
	 * Waits until whole days of the zone are asked for, the first and the last included.
	 */
	private void awaitDays(LocalDate first, LocalDate last) {
		String from = first.atStartOfDay(ZONE).toInstant().toString();
		String to = last.plusDays(1).atStartOfDay(ZONE).toInstant().minusMillis(1).toString();
		awaitAddress("?" + ("from=" + from + "&to=" + to.replace(".999Z", ".999999Z")).replace(":", "%3A"));
	}

	/** A patient with an appointment, renamed after it was made. */
	private static String renamedPatient(String firstName, String before, String after) {
		String patient = records().patient(firstName, before);
		records().appointment(patient);
		records().change("users", patient, Map.of("lastName", after));
		return patient;
	}

	private void choosePatient(String text, String shown, String patient) {
		combobox("Patient").fill(text);
		options().filter(new Locator.FilterOptions().setHasText(shown))
			.filter(new Locator.FilterOptions().setHasText(patient))
			.first()
			.click();
		awaitAddress("?patient=" + patient);
	}

}
