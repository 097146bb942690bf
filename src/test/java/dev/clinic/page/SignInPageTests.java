package dev.clinic.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Signing in and out, as people do.
 */
class SignInPageTests extends BrowserTest {

	private static final String OWNER = "owner@acme.example";

	@Test
	void anOwnerLandsOnThePage() {
		this.page.navigate("/");
		signIn(OWNER, PASSWORD);

		assertThat(address()).isEqualTo("/audit-log");
	}

	@Test
	void whoIsSignedOutComesBackToTheAddressWithItsQuery() {
		String wanted = "/audit-log?type=APPOINTMENT&user=a%2Bb%20c";
		this.page.navigate(wanted);
		assertThat(address()).isEqualTo("/sign-in");

		signIn(OWNER, PASSWORD);

		assertThat(address()).isEqualTo(wanted);
	}

	@Test
	void aWrongPasswordIsReportedAndTheNextAttemptGoesOn() {
		this.page.navigate("/audit-log?type=USER");
		signIn(OWNER, "wrong");
		assertThat(this.page.getByRole(AriaRole.ALERT)).containsText("Wrong e-mail or password");
		assertThat(this.page.getByLabel("E-mail")).isFocused();

		signIn(OWNER, PASSWORD);

		assertThat(address()).isEqualTo("/audit-log?type=USER");
	}

	@Test
	void theKeyboardAloneSignsInAndOut() {
		this.page.navigate("/sign-in");
		assertThat(this.page.getByLabel("E-mail")).isFocused();
		this.page.keyboard().type(OWNER);
		this.page.keyboard().press("Tab");
		this.page.keyboard().type(PASSWORD);
		this.page.keyboard().press("Enter");
		this.page.waitForURL("**/audit-log");

		this.page.navigate("/sign-out");
		this.page.keyboard().press("Tab");
		this.page.keyboard().press("Enter");

		assertThat(this.page.getByRole(AriaRole.STATUS)).hasText("You are signed out.");
		this.page.navigate("/audit-log");
		assertThat(address()).isEqualTo("/sign-in");
	}

	@Test
	void aPageThatWasLeftBySigningOutIsNotShownByGoingBack() {
		openAs(OWNER, "/audit-log");
		this.page.navigate("/sign-out");
		button("Sign out").click();

		this.page.goBack();

		assertThat(address()).isEqualTo("/sign-in");
	}

	@ParameterizedTest
	@CsvSource({ "1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK" })
	void everyoneCanUseThePages(int width, ColorScheme scheme) {
		open(width, scheme);
		this.page.navigate("/sign-in");
		assertAccessible();
		assertFitsItsWidth();

		signIn(OWNER, "wrong");
		assertThat(this.page.getByRole(AriaRole.ALERT)).isVisible();
		assertAccessible();
		assertFitsItsWidth();

		signIn(OWNER, PASSWORD);
		this.page.navigate("/sign-out");
		assertAccessible();
		assertFitsItsWidth();

		button("Sign out").click();
		assertThat(this.page.getByRole(AriaRole.STATUS)).isVisible();
		assertAccessible();
	}

	@Test
	void aFieldWithoutItsLabelIsFound() {
		this.page.navigate("/sign-in");
		this.page.evaluate("() => document.querySelectorAll('label').forEach((label) => label.remove())");

		assertThatExceptionOfType(AssertionError.class).isThrownBy(this::assertAccessible)
			.withMessageContaining("label");
	}

	private Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
	}

}
