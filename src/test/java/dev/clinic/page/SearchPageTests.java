package dev.clinic.page;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Filters that are typed, and what is left out.
 */
class SearchPageTests extends AuditLogTest {

	@Test
	void whatIsTypedBecomesFiltersOfTheAddress() {
		openLog("");

		search("action:update type:\"care plan\" -source:import");

		awaitAddress("?action=UPDATE&type=CARE_PLAN&not-source=import");
		assertThat(this.page.locator(".chips")).containsText("Action: updated");
		assertThat(this.page.locator(".chips")).containsText("Type: Care plan");
		assertThat(this.page.locator(".chips")).containsText("not Source: import");
		assertThat(box()).hasValue("");
		assertThat(shown()).containsText(total("?action=UPDATE&type=CARE_PLAN&not-source=import"));
		search("action:create");
		awaitAddress("?action=UPDATE&type=CARE_PLAN&not-source=import&action=CREATE");
	}

	@Test
	void peopleAreFoundByTheirNames() {
		openLog("");
		String user = data("users?text=olivia").at("/users/0/id").asString();

		search("-user:\"Olivia Owner\"");

		awaitAddress("?not-user=" + user);
		assertThat(this.page.locator(".chips")).containsText("not User: Olivia Owner");
		assertThat(this.page.locator("td.c-user").filter(new Locator.FilterOptions().setHasText("Olivia Owner")))
			.hasCount(0);
		this.page.reload();
		awaitContent();
		assertThat(this.page.locator(".chips")).containsText("not User: Olivia Owner");
	}

	@Test
	void theBoxSuggestsHowToGoOn() {
		openLog("");
		box().pressSequentially("-act");
		assertThat(options()).hasCount(1);
		box().press("ArrowDown");
		box().press("Enter");
		assertThat(box()).hasValue("-action:");

		box().pressSequentially("del");
		assertThat(options().first()).containsText("deleted");
		box().press("ArrowDown");
		box().press("Enter");

		awaitAddress("?not-action=DELETE");
	}

	@ParameterizedTest
	@CsvSource({ "created:2025-06-02, &from=2025-06-02T, &to=2025-06-0", "created:>2025-06-02, from=2025-06-03T, from",
			"created:<=2025-06-02, to=2025-06-0, to", "created:2025-06-01..2025-06-03, from=2025-06-01T, &to=2025-06-0",
			"created:7d, range=7d, range" })
	void datesAreDaysOfTheViewer(String text, String one, String other) {
		openLog("?type=TASK");

		search(text);

		this.page.waitForURL((url) -> url.contains(one) && url.contains(other));
		awaitContent();
		assertThat(this.page.locator("[role=alert]")).hasCount(0);
	}

	@ParameterizedTest
	@CsvSource({ "action:flown, action:flown matches nothing", "weather:fine, begins with one of action",
			"created:soon, is no date", "-created:7d, cannot be left out", "olivia, begins with one of action",
			"type:, needs a value" })
	void whatMeansNothingStaysToBeMended(String text, String problem) {
		openLog("?type=TASK");

		search(text);

		assertThat(this.page.locator(".search [role=alert]")).containsText(problem);
		assertThat(box()).hasValue(text);
		assertThat(this.page).hasURL(Pattern.compile("\\?type=TASK$"));
	}

	@Test
	void aCellAndAnOpenedRowLeaveOutWhatTheyShow() {
		openLog("?type=APPOINTMENT");
		Locator cell = rows().first().locator(".c-action");
		cell.hover();
		cell.locator(".only a").last().click();
		this.page.waitForURL(Pattern.compile("\\?type=APPOINTMENT&not-action=\\w+$"));
		awaitContent();

		rows().first().locator(".opener").click();
		this.page.locator(".details .narrow a[aria-label^='Without']").first().focus();
		this.page.keyboard().press("Enter");
		this.page.waitForURL(Pattern.compile("&not-(ip|source)=.+$"));
		awaitContent();
		assertThat(this.page.locator(".chip")).hasCount(3);
		assertAccessible();
	}

	private Locator box() {
		return combobox("Search");
	}

	private void search(String text) {
		box().fill(text);
		box().press("Enter");
	}

}
