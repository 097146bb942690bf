package dev.revtrail.web.feed;

import dev.revtrail.web.request.ContractErrorFilter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the feed.
 *
 * @param enabled whether it is served at all
 * @param path its path, beginning and not ending with a slash
 * @param maxWaiting how many requests may wait for entries at once, of all callers; those
 * of one organization take a quarter at most
 */
@ConfigurationProperties("revtrail.web.feed")
record FeedProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/v1/feed") String path,
		@DefaultValue("200") int maxWaiting) {

	FeedProperties {
		ContractErrorFilter.checkPath("revtrail.web.feed.path", path, "/v1/feed");
		if (maxWaiting < 0) {
			throw new IllegalArgumentException(
					"revtrail.web.feed.max-waiting takes a number from 0, not " + maxWaiting + ".");
		}
	}

}
