package dev.clinic;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The audit page as it is served behind Spring Security. Its behavior is tested in a
 * browser.
 */
@Tag("h2")
class PageTests extends RunningClinic {

	private static final String PAGE = "/audit-log";

	@Test
	void thePageLoadsNothingFromElsewhereAndHasNothingInline() throws Exception {
		HttpResponse<String> page = get(PAGE + "?type=USER", "owner");

		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'")
			.contains("script-src 'self';")
			.contains("style-src 'self';")
			.contains("require-trusted-types-for 'script'")
			.doesNotContain("unsafe");
		assertThat(page.body()).doesNotContainPattern("<script(?![^>]* src=)|<style| style=| on[a-z]+=|https?:|\\{\\{")
			.contains("<title>Audit log</title>");
		for (String file : references(page.body())) {
			assertThat(file).startsWith("audit-log/assets/");
		}
	}

	@Test
	void itsFilesAreCachedForeverUnderTheirVersion() throws Exception {
		List<String> files = references(get(PAGE, "owner").body());
		assertThat(files).hasSize(4);
		for (String file : files) {
			HttpResponse<String> answer = get("/" + file, "owner");
			assertThat(answer.statusCode()).as(file).isEqualTo(200);
			assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable")
				.contains("max-age=31536000");
			assertThat(get("/" + file.replaceFirst("assets/.", "assets/x"), "owner").statusCode()).isEqualTo(404);
		}
		String folder = "/" + files.get(0).substring(0, files.get(0).lastIndexOf('/') + 1);
		assertThat(get(folder + "../page.html", "owner").statusCode()).isIn(400, 404);
		assertThat(get(folder + "%2e%2e/page.html", "owner").statusCode()).isIn(400, 404);
	}

	@Test
	void usersWithoutAccessSeeAPlainPage() throws Exception {
		for (String caller : List.of("provider", "auditor", "patient")) {
			HttpResponse<String> refused = get(PAGE, caller);
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(refused.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
			assertThat(refused.body()).contains("This page is for owners and admins")
				.doesNotContain("page.js")
				.doesNotContain("{{");
		}
	}

	private static List<String> references(String html) {
		List<String> files = new ArrayList<>();
		Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(html).results().forEach((one) -> files.add(one.group(1)));
		return files;
	}

}
