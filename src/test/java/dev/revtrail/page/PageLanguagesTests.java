package dev.revtrail.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.revtrail.web.entry.Languages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class PageLanguagesTests {

	static final List<String> NAMES = Languages.NAMES;

	private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

	@ParameterizedTest
	@FieldSource("NAMES")
	void eachHasTheTextsOfTheOthersWithTheSamePlaces(String name) {
		assertThat(places(Languages.read(name))).isEqualTo(places(Languages.read("en")));
	}

	/** The user would be left out, and the rest begin with a colon. */
	@ParameterizedTest
	@FieldSource("NAMES")
	void whatIsNoSentenceDoesNotBeginAsOne(String name) {
		for (String key : List.of("sentence.other", "sentence.failed")) {
			assertThat(Languages.read(name).get(key).toString()).doesNotStartWith("{user} ");
		}
	}

	@Test
	void eachTextIsUsedAndThereIsEachThatIs() throws IOException {
		String sources = sources();
		Set<String> keys = Languages.read("en").keySet();

		assertThat(keys).allMatch((key) -> isUsed(key, sources));
		assertThat(Pattern.compile("\\b(?:t|parts|template|fact|only|id)\\(\"([a-z0-9.-]+)\"")
			.matcher(scripts())
			.results()
			.map((use) -> use.group(1))).isNotEmpty().allMatch(keys::contains);
	}

	private static String sources() throws IOException {
		StringBuilder sources = new StringBuilder(scripts());
		for (String name : List.of("page/PageController", "page/PageSettings", "web/report/AccessReportDocument")) {
			sources.append(Files.readString(Path.of("src/main/java/dev/revtrail/" + name + ".java")));
		}
		return sources.toString();
	}

	private static String scripts() throws IOException {
		StringBuilder scripts = new StringBuilder();
		for (Resource file : new PathMatchingResourcePatternResolver().getResources(PageAssets.LOCATION + "*.js")) {
			scripts.append(file.getContentAsString(StandardCharsets.UTF_8));
		}
		return scripts.toString();
	}

	/** By its name, by that without what is added to it, or by what begins it. */
	private static boolean isUsed(String key, String sources) {
		boolean composed = IntStream.range(0, key.length())
			.filter((index) -> key.charAt(index) == '.')
			.anyMatch((dot) -> sources.contains("`" + key.substring(0, dot + 1) + "${"));
		return composed || sources.contains("\"" + key + "\"")
				|| sources.contains("\"" + key.replaceFirst("\\.(title|text)$", "") + "\"")
				|| sources.contains("words." + key);
	}

	@ParameterizedTest
	@FieldSource("NAMES")
	void noTextIsEmpty(String name) {
		assertThat(Languages.read(name).values()).allSatisfy((text) -> assertThat(text.toString()).isNotBlank());
	}

	@ParameterizedTest
	@FieldSource("NAMES")
	void noTextIsThatOfAnotherLanguage(String name) {
		Map<String, Object> english = Languages.read("en");
		Set<String> same = Languages.read(name)
			.entrySet()
			.stream()
			.filter((text) -> text.getValue().toString().matches(".*\\p{L}{2,} \\p{L}{2,}.*")
					&& text.getValue().equals(english.get(text.getKey())))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());

		assertThat(name.equals("en") ? Set.of() : same).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "de-AT;en, de", "it-IT;fr-CA;en, fr", "it-IT, en", "EN-GB, en" })
	void theReadersFirstLanguageThatThereIsIsChosen(String preferred, String chosen) {
		List<Locale> locales = Pattern.compile(";").splitAsStream(preferred).map(Locale::forLanguageTag).toList();

		assertThat(new Languages().choose(null, locales)).isEqualTo(chosen);
		assertThat(new Languages().choose("es", locales)).isEqualTo("es");
	}

	@Test
	void refusalsHaveWordsOfTheirOwn() {
		assertThat(new Languages().text("fr", "sign-in")).isEqualTo("Se connecter");
	}

	private static Map<String, Set<String>> places(Map<String, Object> texts) {
		Map<String, Set<String>> places = new TreeMap<>();
		texts.forEach((key, text) -> places.put(key,
				PLACE.matcher(text.toString())
					.results()
					.map(MatchResult::group)
					.collect(Collectors.toCollection(TreeSet::new))));
		return places;
	}

}
