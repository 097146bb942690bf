package dev.revtrail.envers.boot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.diff.LargeValues;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * Records changes of what is recorded: when an application is ready, its settings of the
 * library, and the fields that it tracks and masks, are compared with those that the log
 * has last, and each difference is an event. An application that starts with the library
 * switched off records nothing, and so not that either.
 */
final class ConfigurationChanges {

	private static final Log logger = LogFactory.getLog(ConfigurationChanges.class);

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("revtrail");

	/** How much of a value is kept; of the rest, a digest. */
	private static final int LONGEST = 4000;

	private static final int PAGE = 1000;

	private final Environment environment;

	private final RecordTypes types;

	private final ChangeLog log;

	private final EventLog events;

	ConfigurationChanges(Environment environment, RecordTypes types, ChangeLog log, EventLog events) {
		this.environment = environment;
		this.types = types;
		this.log = log;
		this.events = events;
	}

	/** That it cannot be recorded keeps no application from working. */
	@EventListener
	void ready(ApplicationReadyEvent event) {
		try {
			record();
		}
		catch (RuntimeException ex) {
			logger.error("The configuration of the change log could not be compared with the recorded one.", ex);
		}
	}

	private void record() {
		RecordRef configuration = new RecordRef(RecordRef.CHANGE_LOG, "configuration " + application());
		SortedMap<String, String> now = current();
		Map<String, String> last = last(configuration);
		SortedSet<String> names = new TreeSet<>(last.keySet());
		names.addAll(now.keySet());
		List<Event> changes = new ArrayList<>();
		for (String name : names) {
			String from = last.get(name);
			String to = now.get(name);
			if (!Objects.equals(from, to)) {
				Event change = Event.of(Action.CONFIGURED, configuration).by(Actor.SYSTEM).with("setting", name);
				change = (from != null) ? change.with("from", from) : change;
				changes.add((to != null) ? change.with("to", to) : change);
			}
		}
		if (!changes.isEmpty()) {
			this.events.recordLater(changes);
		}
	}

	private String application() {
		return this.environment.getProperty("spring.application.name", "application");
	}

	/** What the recorded changes made of the settings, by their names. */
	private Map<String, String> last(RecordRef configuration) {
		ChangeQuery query = ChangeQuery.in(Scope.everything())
			.record(configuration)
			.actions(Action.CONFIGURED)
			.oldestFirst()
			.withUnsettled();
		Map<String, String> settings = new HashMap<>();
		ChangeSlice slice = null;
		do {
			slice = this.log.slice(query, (slice != null) ? slice.next() : null, PAGE);
			for (ChangeEntry entry : slice.entries()) {
				String name = String.valueOf(entry.data().get("setting"));
				if (entry.data().get("to") instanceof String to) {
					settings.put(name, to);
				}
				else {
					settings.remove(name);
				}
			}
		}
		while (slice.next() != null);
		return settings;
	}

	private SortedMap<String, String> current() {
		SortedMap<String, String> current = new TreeMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource listed) {
				listed.stream().filter(ROOT::isAncestorOf).map(ConfigurationPropertyName::toString).forEach((name) -> {
					String value = this.environment.getProperty(name);
					if (value != null) {
						current.put(kept(name), kept(value));
					}
				});
			}
		}
		for (RecordType type : this.types.all()) {
			current.put("tracked." + type.name(), listed(this.types.fields(type.name())));
			Set<String> masked = this.types.maskedFields(type.name());
			if (!masked.isEmpty()) {
				current.put("masked." + type.name(), listed(masked));
			}
		}
		return current;
	}

	private static String listed(Set<String> names) {
		return kept(String.join(",", new TreeSet<>(names)));
	}

	private static String kept(String value) {
		return (value.length() <= LONGEST) ? value
				: value.substring(0, LONGEST) + "… sha256:" + LargeValues.sha256(value);
	}

}
