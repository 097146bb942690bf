package dev.revtrail;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the change log: a change or event of one record in one revision.
 *
 * @param id the entry's id; ids order all entries, and no two are alike
 * @param revision the revision
 * @param action what happened
 * @param record the record
 * @param patient the patient that the record belonged to, where there was one; the record
 * itself when it is a patient
 * @param organizationId the organization that the record belonged to, where there was one
 * @param changes the changed fields; empty when the query did not ask for them
 * @param outcome how it ended; what failed changed nothing
 * @param data the values that an event carries, by name; none for changes
 * @param labels what people called the records that the entry names; none when the query
 * did not ask for them
 */
public record ChangeEntry(long id, Revision revision, Action action, RecordRef record, @Nullable RecordRef patient,
		@Nullable String organizationId, Changes changes, Outcome outcome, Map<String, Object> data, Labels labels) {

	public ChangeEntry {
		data = Map.copyOf(data);
	}

	/**
	 * An entry of a change, without labels.
	 * @param id the entry's id
	 * @param revision the revision
	 * @param action what happened
	 * @param record the record
	 * @param patient the patient that the record belonged to, where there was one
	 * @param organizationId the organization that the record belonged to, where there was
	 * one
	 * @param changes the changed fields
	 */
	public ChangeEntry(long id, Revision revision, Action action, RecordRef record, @Nullable RecordRef patient,
			@Nullable String organizationId, Changes changes) {
		this(id, revision, action, record, patient, organizationId, changes, Outcome.SUCCESS, Map.of(), Labels.NONE);
	}

	/**
	 * Returns the kind of event that the entry records: source, record type and action,
	 * such as {@code clinic.appointment.updated}.
	 * @return the event's type
	 */
	public String eventType() {
		return this.revision.source() + "." + this.record.type().toLowerCase(Locale.ROOT) + "."
				+ this.action.pastTense();
	}

	/**
	 * Returns this entry with labels.
	 * @param labels the labels
	 * @return the entry
	 */
	public ChangeEntry withLabels(Labels labels) {
		return new ChangeEntry(this.id, this.revision, this.action, this.record, this.patient, this.organizationId,
				this.changes, this.outcome, this.data, labels);
	}

}
