package dev.revtrail;

import java.util.List;
import java.util.Set;

/**
 * A kind of event that is not a change of a row. A host declares its own event types as
 * beans, and records their events with {@link EventLog}.
 *
 * @param action the action, which is the type's name
 * @param title the title for readers, such as {@code Fax sent}
 * @param fields the names of the data that its events may carry
 */
public record EventType(Action action, String title, Set<String> fields) {

	/** The types that the library itself records. */
	public static final List<EventType> STANDARD = List.of(new EventType(Action.NOTE, "Note"),
			new EventType(Action.REVEAL, "Masked values revealed"),
			new EventType(Action.VIEW, "Viewed", "hour", "operation", "operation_sha256", Event.PURPOSE, "query",
					"query_sha256", Event.RECIPIENT, "rows"),
			new EventType(Action.PRINT, "Printed", Event.PURPOSE, Event.RECIPIENT),
			new EventType(Action.EXPORT, "Exported", "format", "hour", Event.PURPOSE, "query", "query_sha256",
					Event.RECIPIENT, "rows", "sha256"),
			new EventType(Action.DISCLOSE, "Disclosed", Event.PURPOSE, Event.RECIPIENT),
			new EventType(Action.CONFIGURED, "Configuration changed", "from", "setting", "to"),
			new EventType(Action.DOWNLOAD, "Downloaded", Event.PURPOSE, Event.RECIPIENT),
			new EventType(Action.SIGN_IN, "Signed in"), new EventType(Action.SIGN_OUT, "Signed out"),
			new EventType(Action.SIGN_IN.failed(), "Sign-in failed", "attempts", "network", "networks", "reason",
					"since", "until", "user_name", "user_names"),
			new EventType(Action.ACCESS_DENIED, "Access denied"), new EventType(Action.THROTTLED, "Throttled"),
			new EventType(Action.EMERGENCY_ACCESS, "Emergency access", "reason"),
			new EventType(Action.CREATE.failed(), "Creation failed"),
			new EventType(Action.UPDATE.failed(), "Update failed"),
			new EventType(Action.DELETE.failed(), "Deletion failed"),
			new EventType(Action.UPDATE.severalFailed(), "Updates failed", "records"),
			new EventType(Action.DELETE.severalFailed(), "Deletions failed", "records"),
			new EventType(LegalHolds.PLACED, "Legal hold placed"),
			new EventType(LegalHolds.LIFTED, "Legal hold lifted"), new EventType(Action.PURGE, "Purged"),
			new EventType(Action.BASELINE, "Baseline taken", "first_revision", "last_revision", "record_type", "rows"),
			new EventType(Action.RECONCILIATION, "Compared with the log", "changed", "compared", "missing",
					"record_type", "records", "since", "uncompared", "unrecorded"),
			new EventType(Action.FOLLOWER_RESTARTED, "Follower restarted", "position"),
			new EventType(Action.FOLLOWER_ABANDONED, "Follower abandoned", "position"));

	public EventType {
		fields = Set.copyOf(fields);
		if (title.isBlank()) {
			throw new IllegalArgumentException("The event type " + action + " needs a title.");
		}
	}

	private EventType(Action action, String title, String... fields) {
		this(action, title, Set.of(fields));
	}

	/**
	 * Creates an event type of a host.
	 * @param name the name in upper-snake form, 1 to 64 characters, such as
	 * {@code FAX_SENT}
	 * @param title the title for readers
	 * @param fields the names of the data that its events may carry
	 * @return the type
	 * @throws IllegalArgumentException if the name is not in this form or the title is
	 * blank
	 */
	public static EventType of(String name, String title, String... fields) {
		return new EventType(new Action(name), title, fields);
	}

}
