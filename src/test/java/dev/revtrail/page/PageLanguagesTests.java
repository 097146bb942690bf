package dev.revtrail.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class PageLanguagesTests {

	static final List<String> NAMES = PageLanguages.NAMES;

	private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

	@ParameterizedTest
	@FieldSource("NAMES")
	void eachHasTheTextsOfTheOthersWithTheSamePlaces(String name) {
		assertThat(places(PageLanguages.read(name))).isEqualTo(places(PageLanguages.read("en")));
	}

	@ParameterizedTest
	@FieldSource("NAMES")
	void noTextIsEmpty(String name) {
		assertThat(PageLanguages.read(name).values()).allSatisfy((text) -> assertThat(text.toString()).isNotBlank());
	}

	@ParameterizedTest
	@FieldSource("NAMES")
	void noTextIsThatOfAnotherLanguage(String name) {
		Map<String, Object> english = PageLanguages.read("en");
		Set<String> same = PageLanguages.read(name)
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

		assertThat(new PageLanguages().choose(null, locales)).isEqualTo(chosen);
		assertThat(new PageLanguages().choose("es", locales)).isEqualTo("es");
	}

	@Test
	void refusalsHaveWordsOfTheirOwn() {
		assertThat(new PageLanguages().text("fr", "sign-in")).isEqualTo("Se connecter");
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
