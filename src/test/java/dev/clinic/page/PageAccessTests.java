package dev.clinic.page;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who sees the audit page, and what others see in its place.
 */
class PageAccessTests extends AuditLogTest {

	@ParameterizedTest
	@ValueSource(strings = { "owner@acme.example", "admin@acme.example" })
	void ownersAndAdminsSeeIt(String email) {
		openLog("", email);

		assertThat(rows()).hasCount(50);
		assertThat(this.page.locator(".viewer")).containsText(email);
	}

	@ParameterizedTest
	@ValueSource(strings = { "provider@acme.example", "auditor@acme.example" })
	void othersSeeThatThePageIsNotForThem(String email) {
		expectProblem("403");
		openAs(email, LOG);

		assertThat(this.page.getByRole(AriaRole.HEADING)).hasText("This page is for owners and admins");
		assertThat(this.page.locator("main.plain")).containsText("Ask an owner or admin");
		assertThat(rows()).hasCount(0);
	}

	@Test
	void anOwnerOfASubsidiarySeesItAlone() {
		openLog("", "owner@acme-north.example");

		String organizations = data("entries").path("entries").findValuesAsString("organization").toString();
		assertThat(organizations).contains("acme-north").doesNotContain("acme,").doesNotContain("globex");
	}

	@Test
	void whoIsSignedOutMeanwhileSignsInAndGoesOn() {
		expectProblem("401");
		openLog("");
		this.browser.clearCookies();

		next().click();
		Locator alert = this.page.getByRole(AriaRole.ALERT);
		assertThat(alert).containsText("You are signed out");
		String left = address();
		assertThat(left).contains("after=");

		alert.getByText("Sign in", new Locator.GetByTextOptions().setExact(true)).click();
		this.page.waitForURL(Pattern.compile("/sign-in$"));
		signIn(OWNER, PASSWORD);

		awaitAddress(left.substring(LOG.length()));
		// Signing in is an entry, too
		assertThat(shown()).containsText(Pattern.compile("^5\\d–10\\d of "));
	}

	private Locator next() {
		return link("Next").first();
	}

}
