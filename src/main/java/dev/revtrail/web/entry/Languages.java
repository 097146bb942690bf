package dev.revtrail.web.entry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * The languages of the page and of documents, each with its texts in a file of its own.
 */
public final class Languages {

	/** Their names, the default first. */
	public static final List<String> NAMES = List.of("en", "de", "es", "fr");

	/** Next to the files of the page, which reads them, too. */
	static final String FOLDER = "dev/revtrail/page/assets/languages/";

	/** Those that have been asked for. */
	private final Map<String, Map<String, Object>> texts = new ConcurrentHashMap<>();

	/**
	 * Reads the texts of a language.
	 * @param name the language's name
	 * @return the texts by their keys; one with several forms of a plural is a map
	 * @throws UncheckedIOException if they cannot be read
	 */
	public static Map<String, Object> read(String name) {
		try (InputStream file = new ClassPathResource(FOLDER + name + ".json", Languages.class.getClassLoader())
			.getInputStream()) {
			return JsonMapper.shared().readValue(file, new TypeReference<>() {
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the language to answer in.
	 * @param fixed the host's; null for the first of the reader's that there is
	 * @param preferred the reader's languages, the best first
	 * @return its name
	 */
	public String choose(@Nullable String fixed, List<Locale> preferred) {
		return (fixed != null) ? fixed
				: preferred.stream().map(Locale::getLanguage).filter(NAMES::contains).findFirst().orElse(NAMES.get(0));
	}

	/**
	 * Returns a text without places.
	 * @param language the language's name
	 * @param key the text's key
	 * @return the text
	 */
	public String text(String language, String key) {
		return find(language, key)
			.orElseThrow(() -> new IllegalArgumentException("There is no text '" + key + "' in " + language + "."));
	}

	/**
	 * Finds a text without places.
	 * @param language the language's name
	 * @param key the text's key
	 * @return the text; empty if there is none
	 */
	public Optional<String> find(String language, String key) {
		return Optional.ofNullable(this.texts.computeIfAbsent(language, Languages::read).get(key))
			.map(Object::toString);
	}

}
