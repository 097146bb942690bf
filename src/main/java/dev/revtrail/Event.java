package dev.revtrail;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An event that is not a change of a row. Immutable: every method that adds to it returns
 * a new event.
 *
 * @param action the action, which an {@link EventType} declares
 * @param record the record that the event is about; without an id if it is not about a
 * record
 * @param outcome how it ended
 * @param data the values that it carries, by the names that its type declares
 * @param actor who did it; null for the current actor
 * @param organizationId the organization that it belongs to; null for that of the record,
 * or of the actor
 * @param patientId the patient that it belongs to; null for that of the record, if any
 */
public record Event(Action action, RecordRef record, Outcome outcome, Map<String, Object> data, @Nullable Actor actor,
		@Nullable String organizationId, @Nullable String patientId) {

	/** The name of the data that says what a record was read or disclosed for. */
	public static final String PURPOSE = "purpose";

	/** The name of the data that says who received a record. */
	public static final String RECIPIENT = "recipient";

	public Event {
		data = Map.copyOf(data);
	}

	/**
	 * Creates an event that succeeded.
	 * @param action the action
	 * @param record the record that the event is about
	 * @return the event
	 */
	public static Event of(Action action, RecordRef record) {
		return new Event(action, record, Outcome.SUCCESS, Map.of(), null, null, null);
	}

	/**
	 * Creates an event of access in an emergency ("break the glass"): somebody sees a
	 * record that they have no right to otherwise, and says why. Record it by
	 * {@link EventLog#recordAlone} before the access is given.
	 * @param record the record, or one without an id for a whole type
	 * @param reason why, as the user put it
	 * @return the event
	 * @throws IllegalArgumentException if the reason is blank
	 */
	public static Event emergencyAccess(RecordRef record, String reason) {
		if (reason.isBlank()) {
			throw new IllegalArgumentException("Emergency access takes a reason.");
		}
		return of(Action.EMERGENCY_ACCESS, record).with("reason", reason);
	}

	/**
	 * Creates an event of a disclosure: a record, or a part of it, was given to somebody
	 * outside of the application, in any way.
	 * @param record the record
	 * @param recipient who received it, with their address if it is known
	 * @param purpose what for, in a few words
	 * @return the event
	 * @throws IllegalArgumentException if the recipient or the purpose is blank
	 */
	public static Event disclosure(RecordRef record, String recipient, String purpose) {
		if (recipient.isBlank() || purpose.isBlank()) {
			throw new IllegalArgumentException("A disclosure takes a recipient and a purpose.");
		}
		return of(Action.DISCLOSE, record).with(RECIPIENT, recipient).with(PURPOSE, purpose);
	}

	/**
	 * Returns this event as a failed one.
	 * @return the event
	 */
	public Event failed() {
		return new Event(this.action, this.record, Outcome.FAILURE, this.data, this.actor, this.organizationId,
				this.patientId);
	}

	/**
	 * Returns this event with a value.
	 * @param field the value's name, one that the event's type declares
	 * @param value a text, a number or a boolean; anything else counts as its text
	 * @return the event
	 */
	public Event with(String field, Object value) {
		Map<String, Object> more = new LinkedHashMap<>(this.data);
		more.put(field, (value instanceof Number || value instanceof Boolean) ? value : value.toString());
		return new Event(this.action, this.record, this.outcome, more, this.actor, this.organizationId, this.patientId);
	}

	/**
	 * Returns this event with a text that is cut to a length.
	 * @param field the value's name, one that the event's type declares
	 * @param text the text
	 * @param longest how many UTF-16 code units are kept; a character that would be split
	 * is omitted
	 * @return the event
	 */
	public Event with(String field, String text, int longest) {
		if (text.length() <= longest) {
			return with(field, text);
		}
		boolean inTwo = longest > 0 && Character.isSurrogatePair(text.charAt(longest - 1), text.charAt(longest));
		return with(field, text.substring(0, inTwo ? longest - 1 : longest));
	}

	/**
	 * Returns this event with an actor other than the current one.
	 * @param actor the actor
	 * @return the event
	 */
	public Event by(Actor actor) {
		return new Event(this.action, this.record, this.outcome, this.data, actor, this.organizationId, this.patientId);
	}

	/**
	 * Returns this event as one that belongs to an organization and a patient, regardless
	 * of its record and its actor: those who may see that organization's entries see it.
	 * @param organizationId the organization's id; null for none
	 * @param patientId the patient's id; null for none; where both are null, it belongs
	 * where its record, or else its actor, does
	 * @return the event
	 */
	public Event belongingTo(@Nullable String organizationId, @Nullable String patientId) {
		return new Event(this.action, this.record, this.outcome, this.data, this.actor, organizationId, patientId);
	}

}
