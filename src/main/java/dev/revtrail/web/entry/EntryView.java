package dev.revtrail.web.entry;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Changes;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Converts an entry to the JSON of the contract.
 */
public final class EntryView {

	/** All attributes, in the contract's order. */
	public static final List<String> ATTRIBUTES = List.of("_id", "created", "details", "document_types", "documents",
			"type", "user");

	private static final DateTimeFormatter CREATED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
		.withZone(ZoneOffset.UTC);

	private final String application;

	/**
	 * Creates a view.
	 * @param application the application's name
	 */
	public EntryView(String application) {
		this.application = application;
	}

	/**
	 * Returns the name of an application from its properties.
	 * @param environment the application's environment
	 * @return the name; {@code application} for one without
	 */
	public static String applicationName(Environment environment) {
		String name = environment.getProperty("spring.application.name");
		return StringUtils.hasText(name) ? name : "application";
	}

	/**
	 * Returns some attributes of an entry.
	 * @param entry the entry
	 * @param attributes the requested attributes; the id is always included
	 * @return the attributes, in the contract's order
	 */
	public Map<String, @Nullable Object> of(ChangeEntry entry, Set<String> attributes) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		for (String attribute : ATTRIBUTES) {
			if (attribute.equals("_id") || attributes.contains(attribute)) {
				view.put(attribute, value(entry, attribute));
			}
		}
		return view;
	}

	private @Nullable Object value(ChangeEntry entry, String attribute) {
		return switch (attribute) {
			case "_id" -> EntryId.format(entry.id());
			case "created" -> CREATED.format(entry.revision().recordedAt());
			case "details" -> Details.of(entry);
			case "document_types" ->
				documents(entry).map((record) -> new RecordType(record.type()).upperCamel()).toList();
			case "documents" -> documents(entry).map(RecordRef::id).toList();
			case "type" -> EntryType.of(entry.action()).map(Enum::name).orElse(null);
			case "user" -> user(entry.revision().actor());
			default -> throw new IllegalArgumentException("An entry has no attribute '" + attribute + "'.");
		};
	}

	private static Stream<RecordRef> documents(ChangeEntry entry) {
		return Stream.of(entry.record(), (entry.patient() != null) ? entry.patient() : entry.record()).distinct();
	}

	/**
	 * Groups changes as the contract groups those of an entry.
	 * @param changes the changes
	 * @return what came, what went and what became another; empty when nothing did
	 */
	public static Map<String, Object> details(Changes changes) {
		return Details.of(changes);
	}

	/**
	 * Returns the contract's name of an actor.
	 * @param actor the actor
	 * @return the user
	 */
	public String user(Actor actor) {
		return switch (actor.type()) {
			case USER, SERVICE -> actor.id();
			case SYSTEM, ANONYMOUS -> applicationUser(this.application);
		};
	}

	/**
	 * Narrows a query to the entries that show a user.
	 * @param query the query
	 * @param user the contract's name of the user
	 * @param application the application's name
	 * @return the narrowed query
	 */
	public static ChangeQuery ofUser(ChangeQuery query, String user, String application) {
		return user.equals(applicationUser(application)) ? query.actorTypes(Actor.Type.SYSTEM, Actor.Type.ANONYMOUS)
				: query.actor(user).actorTypes(Actor.Type.USER, Actor.Type.SERVICE);
	}

	/**
	 * Returns the contract's name of the application among the users.
	 * @param application the application's name
	 * @return the user
	 */
	public static String applicationUser(String application) {
		return application + " app";
	}

}
