package dev.revtrail.envers.boot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * Records changes of what is recorded: when an application is ready, its settings of the
 * library, and the fields that it tracks, are compared with those that the log has last,
 * and a difference is an event. An application that starts with the library switched off
 * records nothing, and so not that either.
 */
final class ConfigurationChanges {

	private static final Log logger = LogFactory.getLog(ConfigurationChanges.class);

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("revtrail");

	private static final RecordRef CONFIGURATION = new RecordRef(RecordRef.CHANGE_LOG, "configuration");

	/** Of longer values, digests are kept: shorter ones where there are many settings. */
	private static final List<Integer> LONGEST_VALUES = List.of(200, 80, 0);

	/** How long a value of an event may be. */
	private static final int LONGEST = 10_000;

	private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {
	};

	private static final JsonMapper MAPPER = JsonMapper.shared();

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
		SortedMap<String, String> now = current();
		Map<String, String> last = last();
		Map<String, Map<String, @Nullable String>> changed = new LinkedHashMap<>();
		SortedSet<String> names = new TreeSet<>(last.keySet());
		names.addAll(now.keySet());
		for (String name : names) {
			String from = last.get(name);
			String to = now.get(name);
			if (to == null || !Set.of(to, digest(to)).contains(String.valueOf(from))) {
				Map<String, @Nullable String> change = new LinkedHashMap<>();
				change.put("from", from);
				change.put("to", to);
				changed.put(name, change);
			}
		}
		if (!changed.isEmpty()) {
			this.events.recordLater(Event.of(Action.CONFIGURED, CONFIGURATION)
				.by(Actor.SYSTEM)
				.with("configuration", kept(now))
				.with("changed", MAPPER.writeValueAsString(changed), LONGEST));
		}
	}

	/** What was recorded last, by the names of settings: values, or their digests. */
	private Map<String, String> last() {
		ChangeQuery query = ChangeQuery.in(Scope.everything()).record(CONFIGURATION).actions(Action.CONFIGURED);
		return this.log.slice(query, null, 1)
			.entries()
			.stream()
			.findFirst()
			.map((entry) -> MAPPER.readValue(String.valueOf(entry.data().get("configuration")), SETTINGS))
			.orElse(Map.of());
	}

	private SortedMap<String, String> current() {
		SortedMap<String, String> current = new TreeMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource listed) {
				listed.stream().filter(ROOT::isAncestorOf).map(ConfigurationPropertyName::toString).forEach((name) -> {
					String value = this.environment.getProperty(name);
					if (value != null) {
						current.put(name, value);
					}
				});
			}
		}
		for (RecordType type : this.types.all()) {
			current.put("tracked." + type.name(), String.join(",", new TreeSet<>(this.types.fields(type.name()))));
		}
		return current;
	}

	/** The settings as the log keeps them. */
	private static String kept(SortedMap<String, String> settings) {
		return LONGEST_VALUES.stream()
			.map((longest) -> MAPPER.writeValueAsString(kept(settings, longest)))
			.filter((text) -> text.length() <= LONGEST)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("There are too many settings to keep in an event."));
	}

	private static SortedMap<String, String> kept(SortedMap<String, String> settings, int longest) {
		SortedMap<String, String> kept = new TreeMap<>();
		settings.forEach((name, value) -> kept.put(name, (value.length() <= longest) ? value : digest(value)));
		return kept;
	}

	private static String digest(String value) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
			return "sha256:" + HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform knows SHA-256.", ex);
		}
	}

}
