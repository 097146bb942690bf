package dev.clinic.page;

import java.util.List;
import java.util.stream.IntStream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The audit page in windows and boxes of any size.
 */
class PageLayoutTests extends AuditLogTest {

	private static final String UPDATES = "?type=APPOINTMENT&action=UPDATE&outcome=success";

	@Test
	void theListFitsEveryWidth() {
		records().changedAppointment();
		openLog(UPDATES);
		rows().first().locator(".opener").click();
		assertThat(this.page.locator(".details")).isVisible();
		assertFitsEveryWidth();

		Locator columns = menu("view");
		columns.getByLabel("Organization").check();
		columns.getByLabel("Source", new Locator.GetByLabelOptions().setExact(true)).check();
		assertFitsEveryWidth();
	}

	@Test
	void aTimelineFitsEveryWidth() {
		openLog("?record=APPOINTMENT:" + records().changedAppointment());
		assertThat(this.page.locator("table.state-table")).isVisible();
		assertFitsEveryWidth();

		button("Compare").last().click();
		assertThat(this.page.locator(".point table.changes")).isVisible();
		assertFitsEveryWidth();
	}

	/**
	 * As a window of 1280 pixels is when it shows everything twice, or four times, as
	 * large.
	 */
	@Test
	void textsCanBeEnlarged() {
		for (int width : new int[] { 640, 320 }) {
			open(new Browser.NewContextOptions().setViewportSize(width, 400).setDeviceScaleFactor(2));
			openLog(UPDATES);
			rows().first().locator(".opener").click();
			assertThat(this.page.locator(".details")).isVisible();
			assertFitsItsWidth();
			assertAccessible();
		}
	}

	@Test
	void manyEntriesAreSeenAtOnce() {
		open(new Browser.NewContextOptions().setViewportSize(1280, 900));
		openLog("");
		assertThat(this.page.locator(".day").first()).isVisible();

		assertThat(entriesInSight()).isGreaterThanOrEqualTo(16);
	}

	@Test
	void severalEntriesAreSeenAtOnceOnATelephone() {
		open(new Browser.NewContextOptions().setViewportSize(360, 780));
		openLog("");
		assertThat(this.page.locator(".day").first()).isVisible();

		assertThat(entriesInSight()).isGreaterThanOrEqualTo(4);
		assertThat(rows().first().locator(".sentence .subject")).isVisible();
	}

	@Test
	void rowsCanHaveMoreRoom() {
		openLog("");
		double dense = rows().first().boundingBox().height;

		menu("view").getByLabel("comfortable").check();
		assertThat(rows().first().locator(".relative")).isVisible();
		assertThat(rows().first().boundingBox().height).isGreaterThan(dense);
		this.page.reload();
		awaitContent();

		assertThat(rows().first().locator(".relative")).isVisible();
	}

	@Test
	void everythingIsThereInForcedColors() {
		open(new Browser.NewContextOptions().setForcedColors(ForcedColors.ACTIVE).setColorScheme(ColorScheme.DARK));
		openLog(UPDATES);
		rows().first().locator(".opener").click();

		assertThat(this.page.locator(".details table.changes")).isVisible();
		assertThat(this.page.locator(".day rect:not(.back)").first()).isVisible();
		assertAccessible();
	}

	@Test
	void aTimelineFitsASmallBoxOfAHostsPage() {
		openLog("");
		host("<style>body { background: #101418; color: #eee } div { width: 420px }</style>",
				"type=\"APPOINTMENT\" record=\"%s\" theme=\"dark\"".formatted(records().changedAppointment()));

		assertThat(this.page.locator("revtrail-timeline table.state-table")).isVisible();
		assertThat(this.page.evaluate("() => { const timeline = document.querySelector('revtrail-timeline');"
				+ " const right = timeline.getBoundingClientRect().right; return [...timeline.shadowRoot.querySelectorAll('*')]"
				+ ".filter((one) => one.getBoundingClientRect().right > right + 1 && !one.closest('.sr')).map((one) => one.className); }"))
			.isEqualTo(List.of());
		assertAccessible();
	}

	@Test
	void aTimelineHasAGroundOfItsOwnOnADarkPage() {
		openLog("");
		host("<style>body { background: #101418; color: #eee }</style>",
				"type=\"APPOINTMENT\" record=\"%s\"".formatted(records().changedAppointment()));

		assertThat(this.page.locator("revtrail-timeline table.state-table")).isVisible();
		assertAccessible();
	}

	private int entriesInSight() {
		return (Integer) this.page.evaluate("() => [...document.querySelectorAll('tr.entry')]"
				+ ".filter((row) => row.getBoundingClientRect().bottom <= window.innerHeight).length");
	}

	private void assertFitsEveryWidth() {
		List<Integer> broken = IntStream.iterate(320, (width) -> width <= 1920, (width) -> width + 40)
			.filter((width) -> {
				this.page.setViewportSize(width, 900);
				return Boolean.FALSE
					.equals(this.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"));
			})
			.boxed()
			.toList();
		assertThat(broken).isEmpty();
	}

}
