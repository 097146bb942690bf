package dev.revtrail.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The languages of the page, each with its texts in a file of its own.
 */
final class PageLanguages {

	/** Their names, the default first. */
	static final List<String> NAMES = List.of("en", "de", "es", "fr");

	/** Those that have been asked for. */
	private final Map<String, Map<String, Object>> texts = new ConcurrentHashMap<>();

	static Map<String, Object> read(String name) {
		return JsonMapper.shared()
			.readValue(PageAssets.template("assets/languages/" + name + ".json"), new TypeReference<>() {
			});
	}

	/**
	 * Returns the language to answer in.
	 * @param fixed the host's; null for the first of the reader's that there is
	 * @param preferred the reader's languages, the best first
	 */
	String choose(@Nullable String fixed, List<Locale> preferred) {
		return (fixed != null) ? fixed
				: preferred.stream().map(Locale::getLanguage).filter(NAMES::contains).findFirst().orElse(NAMES.get(0));
	}

	/** Returns a text without places. */
	String text(String language, String key) {
		return Objects.requireNonNull(this.texts.computeIfAbsent(language, PageLanguages::read).get(key)).toString();
	}

}
