package dev.revtrail.graphql;

import java.time.LocalDate;
import java.time.Period;

import dev.revtrail.web.request.ContractErrorFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of contract 4: its path and its limits.
 *
 * @param enabled whether it is served at all
 * @param path the path, beginning and not ending with a slash; the text of the schema is
 * below it at {@code /schema}
 * @param introspection whether everybody may read the schema, with and without a key
 * @param window how far back events are served, such as {@code 4m}; all are where it is
 * not given
 * @param maxDepth how deep selections may be nested
 * @param maxComplexity how many fields may be selected, counted again for each alias and
 * each use of a fragment
 * @param maxAliases how many aliases there may be, counted again for each use of a
 * fragment
 * @param maxRequestSize how large a request's body may be
 */
@ConfigurationProperties("revtrail.graphql")
record GraphQlProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/graphql") String path,
		@DefaultValue("false") boolean introspection, @Nullable Period window, @DefaultValue("25") int maxDepth,
		@DefaultValue("2000") int maxComplexity, @DefaultValue("50") int maxAliases,
		@DefaultValue("100KB") DataSize maxRequestSize) {

	GraphQlProperties {
		ContractErrorFilter.checkPath("revtrail.graphql.path", path, "/graphql");
		check(window == null || isPositive(window), "window", "a period such as 4m", window);
		check(maxDepth > 0 && maxDepth <= 100, "max-depth", "a number from 1 to 100", maxDepth);
		check(maxComplexity > 0, "max-complexity", "a number from 1", maxComplexity);
		check(maxAliases >= 0, "max-aliases", "a number from 0", maxAliases);
		check(maxRequestSize.toBytes() > 0 && maxRequestSize.toMegabytes() < 1024, "max-request-size",
				"a size below 1GB such as 100KB", maxRequestSize);
	}

	private static boolean isPositive(Period period) {
		return LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH);
	}

	private static void check(boolean fits, String property, String takes, @Nullable Object value) {
		if (!fits) {
			throw new IllegalArgumentException(
					"revtrail.graphql." + property + " takes " + takes + ", not '" + value + "'.");
		}
	}

}
