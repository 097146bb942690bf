package dev.revtrail.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.web.entry.Languages;
import dev.revtrail.web.request.ContractErrorFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audit page.
 *
 * @param enabled whether it is served
 * @param path where it is served
 * @param title what it is called
 * @param signIn the host's path where people sign in; null where there is none
 * @param signOut the host's path where people sign out; null where there is none
 * @param colors the colours of record types, by their names; the page chooses those of
 * others
 * @param links where the host shows records, by the names of their types: a path of the
 * host's or an address, with <code>{id}</code> in it for the record's id
 * @param language the page's language, such as {@code de}; null for that of the browser
 * @param home the host's path that those are led to who may not see the page
 * @param sentences how the host words what happened, by type and action, and the changed
 * field where there is one ({@code appointment.update.date}): a text with
 * <code>{user}</code>, <code>{record}</code>, <code>{from}</code> and <code>{to}</code>
 * in it, among others
 * @param questions links to filters that the page shows after its own
 */
@ConfigurationProperties("revtrail.page")
public record PageProperties(boolean enabled, @DefaultValue("/audit-log") String path,
		@DefaultValue("Audit log") String title, @Nullable String signIn, @Nullable String signOut,
		@DefaultValue Map<String, String> colors, @DefaultValue Map<String, String> links, @Nullable String language,
		@DefaultValue("/") String home, @DefaultValue Map<String, String> sentences,
		@DefaultValue List<Question> questions) {

	private static final List<String> COLORS = List.of("red", "orange", "amber", "olive", "green", "teal", "cyan",
			"blue", "indigo", "violet", "pink", "slate");

	private static final String ID = "{id}";

	private static final String MARK = "id-of-a-record";

	public PageProperties {
		ContractErrorFilter.checkPath("revtrail.page.path", path, "/audit-log");
		check(!title.isBlank(), "revtrail.page.title takes a text, not an empty one.");
		checkPath("revtrail.page.sign-in", signIn);
		checkPath("revtrail.page.sign-out", signOut);
		checkPath("revtrail.page.home", home);
		check(language == null || Languages.NAMES.contains(language),
				"revtrail.page.language takes " + String.join(", ", Languages.NAMES) + ", not '" + language + "'.");
		sentences.forEach((key, text) -> check(!text.isBlank(),
				"revtrail.page.sentences." + key + " takes a text, not an empty one."));
		colors.forEach((type, color) -> check(COLORS.contains(color),
				"revtrail.page.colors." + type + " takes " + String.join(", ", COLORS) + ", not '" + color + "'."));
		links.forEach((type, link) -> check(isLink(link), "revtrail.page.links." + type
				+ " takes a path such as /people/{id}, or an http or https address with {id} after its host, not '"
				+ link + "'."));
		colors = Map.copyOf(colors);
		links = Map.copyOf(links);
		sentences = Map.copyOf(sentences);
		questions = List.copyOf(questions);
	}

	private static void checkPath(String property, @Nullable String path) {
		URI uri = (path != null) ? parsed(path) : null;
		check(path == null || (uri != null && isPath(uri)),
				property + " takes a path of the application such as /sign-in, not '" + path + "'.");
	}

	/** With the id in a host's name, a record's id could lead anywhere. */
	private static boolean isLink(String link) {
		URI uri = parsed(link.replace(ID, MARK));
		return link.contains(ID) && uri != null
				&& (isPath(uri) || (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
						&& uri.getHost() != null && !uri.getRawAuthority().contains(MARK)));
	}

	/** What begins with two slashes would lead to another host. */
	private static boolean isPath(URI uri) {
		return uri.getScheme() == null && uri.getRawAuthority() == null && uri.getRawPath().startsWith("/")
				&& !uri.getRawPath().startsWith("//");
	}

	private static @Nullable URI parsed(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	static void check(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

	/**
	 * A link to a filter.
	 *
	 * @param title what it answers, such as {@code Role changes}
	 * @param filter the filter, as the page's address has it after the question mark,
	 * such as {@code type=USER&field=role}
	 */
	public record Question(String title, String filter) {

		public Question {
			check(title != null && !title.isBlank(), "revtrail.page.questions takes a title for each question.");
			check(filter != null && !filter.isBlank(),
					"revtrail.page.questions takes a filter for '" + title + "', such as type=USER&field=role.");
			for (String pair : filter.split("&")) {
				String name = pair.substring(0, Math.max(pair.indexOf('='), 0));
				check(PageFilters.has(name),
						"The filter of '" + title + "' in revtrail.page.questions has '" + pair
								+ "'. It takes name=value for " + String.join(", ", PageFilters.NAMES) + " and "
								+ PageFilters.RANGE + ", joined by &.");
			}
		}

	}

}
