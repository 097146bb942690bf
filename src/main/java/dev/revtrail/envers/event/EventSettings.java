package dev.revtrail.envers.event;

import java.time.Duration;
import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Settings of events that change no record.
 *
 * @param failClosed the names of the event types whose work fails if the event cannot be
 * written
 * @param dataSource the data source of events that stand alone; null for the host's
 * @param timeout how long a caller waits for the writing of such an event
 * @param shutdownTimeout how long the end of the application waits for what is left to be
 * written
 */
public record EventSettings(Set<String> failClosed, @Nullable DataSource dataSource, Duration timeout,
		Duration shutdownTimeout) {

}
