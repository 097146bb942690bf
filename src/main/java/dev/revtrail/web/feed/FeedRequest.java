package dev.revtrail.web.feed;

import java.time.Duration;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request.
 *
 * @param query the query, with the oldest entries first
 * @param after the place to continue after; null for the beginning
 * @param fromNow whether to begin at the settled mark
 * @param limit how many entries to answer at most, 1 to 1,000
 * @param patience how long to wait for the first entry, at most 30 seconds
 */
record FeedRequest(ChangeQuery query, @Nullable Cursor after, boolean fromNow, int limit, Duration patience) {

}
