package dev.revtrail.page;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.EmptyLog;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of the audit page.
 */
@Tag("h2")
class PageFilesTests {

	private static final String PAGE = "/audit-log";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, RevtrailPageAutoConfiguration.class))
		.withPropertyValues("revtrail.page.enabled=true")
		.withBean(ChangeLog.class, EmptyLog::new)
		.withBean(RecordHistory.class, RevtrailPageAutoConfigurationTests.NoHistory::new)
		.withBean(RecordTypes.class, () -> List::of)
		.withBean(EventTypes.class, () -> List::of)
		.withBean(CallerResolver.class,
				() -> () -> Optional.of(new Caller(Actor.user("7"), Scope.everything(), Set.of(Caller.AUDIT_PAGE))));

	/** A missing file would leave the page empty. */
	@Test
	void allImportedFilesExist() {
		this.runner.run((context) -> {
			String folder = folder(context);
			Resource[] modules = new PathMatchingResourcePatternResolver()
				.getResources("classpath:/dev/revtrail/page/assets/*.js");
			assertThat(modules).hasSizeGreaterThan(10);
			for (Resource module : modules) {
				for (String imported : all("from \"\\./([^\"]+)\"", text(context, folder + module.getFilename()))) {
					MvcTestResult answer = get(context, folder + imported);
					assertThat(answer).as("%s of %s", imported, module).hasStatus(200);
					assertThat(answer.getResponse().getContentType()).contains("javascript");
				}
			}
		});
	}

	@Test
	void noFileIsServedUnderAnotherVersionOrFromAnotherFolder() {
		this.runner.run((context) -> {
			String folder = folder(context);
			assertThat(get(context, folder + "page.js")).hasStatus(200)
				.headers()
				.hasValue("Cache-Control", "max-age=31536000, public, immutable");
			assertThat(get(context, folder.replaceFirst("assets/.", "assets/x") + "page.js")).hasStatus(404);
			assertThat(get(context, folder + "../page.html")).hasStatus4xxClientError();
		});
	}

	@Test
	void aSlashAtTheEndLeadsToThePage() {
		this.runner.run((context) -> assertThat(get(context, PAGE + "/")).hasStatus(301)
			.headers()
			.hasValue("Location", "../audit-log"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "log", "timeline" })
	void hostsPlaceElementsFromAddressesThatStay(String name) {
		this.runner.run((context) -> {
			MvcTestResult script = get(context, PAGE + "/" + name + ".js");
			assertThat(script).hasContentType("text/javascript;charset=UTF-8")
				.headers()
				.hasValue("Cache-Control", "no-cache");
			String file = all("\"\\./([^\"]*)\"", script.getResponse().getContentAsString()).get(0);
			assertThat(text(context, PAGE + "/" + file)).contains("customElements.define(\"revtrail-" + name + "\"");
		});
	}

	/** Returns the folder of the files, whose name is their version. */
	private static String folder(WebApplicationContext context) throws UnsupportedEncodingException {
		return "/" + all("src=\"([^\"]+/)page\\.js\"", text(context, PAGE)).get(0);
	}

	private static String text(WebApplicationContext context, String path) throws UnsupportedEncodingException {
		return get(context, path).getResponse().getContentAsString(StandardCharsets.UTF_8);
	}

	private static MvcTestResult get(WebApplicationContext context, String path) {
		return MockMvcTester.from(context).get().uri(path).exchange();
	}

	private static List<String> all(String pattern, String text) {
		return Pattern.compile(pattern).matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
	}

}
