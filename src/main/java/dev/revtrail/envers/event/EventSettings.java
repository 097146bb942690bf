package dev.revtrail.envers.event;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.revtrail.EventTypes;
import org.jspecify.annotations.Nullable;

/**
 * Settings of events that change no record.
 *
 * @param failing by the names of event types, whether the work fails if the event cannot
 * be written; that of others does not
 * @param dataSource the data source of events that stand alone; null for the host's
 * @param timeout how long a caller waits for the writing of such an event
 * @param shutdownTimeout how long the end of the application waits for what is left to be
 * written
 */
public record EventSettings(Map<String, Boolean> failing, @Nullable DataSource dataSource, Duration timeout,
		Duration shutdownTimeout) {

	/**
	 * Returns the names of the event types whose work fails if the event cannot be
	 * written.
	 * @param types the event types
	 * @return their names
	 * @throws IllegalArgumentException if a setting names no event type
	 */
	Set<String> failClosed(EventTypes types) {
		for (String name : this.failing.keySet()) {
			if (types.all().stream().noneMatch((type) -> type.action().name().equals(name))) {
				throw new IllegalArgumentException(
						"revtrail.events.on-failure names no event type by '" + name + "'. There are: "
								+ types.all()
									.stream()
									.map((type) -> type.action().name())
									.sorted()
									.collect(Collectors.joining(", "))
								+ ".");
			}
		}
		return this.failing.entrySet()
			.stream()
			.filter(Map.Entry::getValue)
			.map(Map.Entry::getKey)
			.collect(Collectors.toUnmodifiableSet());
	}

}
