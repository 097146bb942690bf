package dev.revtrail.envers.index;

import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.envers.ColumnText;
import dev.revtrail.envers.LibraryTable;
import dev.revtrail.envers.capture.EntryWriter;
import dev.revtrail.envers.model.ShortenedId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A row of the entry index. It is read through JPA and written by {@link EntryWriter}.
 * The indexes by organization hold all that totals and days are counted by.
 */
@LibraryTable
@Entity(name = "RevtrailEntry")
@Immutable
@Table(name = "revtrail_entry",
		indexes = {
				@Index(name = "ix_revtrail_entry_organization", columnList = "organization, id, record_type, action"),
				@Index(name = "ix_revtrail_entry_root", columnList = "root_organization, id, record_type, action"),
				@Index(name = "ix_revtrail_entry_type", columnList = "record_type, id"),
				@Index(name = "ix_revtrail_entry_record", columnList = "record_type, record_id, id"),
				@Index(name = "ix_revtrail_entry_patient", columnList = "patient, id"),
				@Index(name = "ix_revtrail_entry_actor", columnList = "actor, id") })
public class EntryRow {

	/** Stands in {@link #changed} where the names of the changed fields do not fit. */
	public static final String ANY_FIELD = "*";

	/**
	 * Stands before the name of a changed field that was masked, next to the name itself.
	 */
	public static final String MASKED = "~";

	/** The actions that change a record, and so have audit rows. */
	public static final Set<String> CHANGES = Set.of(Action.CREATE.name(), Action.UPDATE.name(), Action.DELETE.name());

	@Id
	@Column(name = "id")
	public long id;

	@Column(name = "revision", nullable = false)
	public long revision;

	@Column(name = "organization", length = 128)
	public @Nullable String organization;

	@Column(name = "root_organization", length = 128)
	@Nullable String rootOrganization;

	@Column(name = "record_type", length = ColumnText.TYPE_LENGTH, nullable = false)
	public String recordType;

	@Column(name = "record_id", length = ColumnText.ID_LENGTH, nullable = false)
	public String recordId;

	@Column(name = "action", length = 64, nullable = false)
	public String action;

	/**
	 * The name of an {@link Outcome}. Hibernate would give an enum a check constraint,
	 * which H2 2.4.240 cannot evaluate once the session that made it is closed.
	 */
	@Column(name = "outcome", length = 16, nullable = false)
	public String outcome;

	/** The revision of the audit row before, in entries of the first version. */
	@Column(name = "previous_revision")
	@Nullable Long previousRevision;

	@Column(name = "patient", length = ColumnText.ID_LENGTH)
	public @Nullable String patient;

	@Column(name = "actor", length = ColumnText.ACTOR_LENGTH, nullable = false)
	String actor;

	/**
	 * The names of the changed fields, each between commas; those of masked fields once
	 * more with a mark, which outlives the field.
	 */
	@Column(name = "changed", length = ColumnText.CHANGED_LENGTH)
	public @Nullable String changed;

	/**
	 * The data that Envers' rows do not contain, as JSON: old values and previous content
	 * of collections; for events, their values.
	 */
	@Column(name = "data", length = Length.LONG32)
	public @Nullable String data;

	/**
	 * Whether the entry keeps whole collections; null in entries of the first version,
	 * where only their data shows it.
	 */
	@Column(name = "keeps_collections")
	public @Nullable Boolean keepsCollections;

	/** A row of an event that succeeded; what writes it adds the rest. */
	public static EntryRow ofEvent(Action action, RecordRef record, @Nullable String organization,
			@Nullable String patient) {
		EntryRow row = new EntryRow();
		row.organization = organization;
		row.recordType = record.type();
		row.recordId = ShortenedId.of(record.id());
		row.action = action.name();
		row.outcome = Outcome.SUCCESS.name();
		row.patient = patient;
		return row;
	}

}
