package dev.revtrail.envers.event;

import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The idempotency key of a note, for a while.
 */
@LibraryTable
@Entity(name = "RevtrailNoteKey")
@Immutable
@Table(name = "revtrail_note_key", indexes = @Index(name = "ix_revtrail_note_key_created", columnList = "created_ms"))
public class NoteKeyRow {

	static final int HASH_LENGTH = 64;

	/** The hash of the caller and the key. */
	@Id
	@Column(name = "key_hash", length = HASH_LENGTH)
	String keyHash;

	/** The hash of the record and the note. */
	@Column(name = "note_hash", length = HASH_LENGTH, nullable = false)
	String noteHash;

	/** The id of the note's entry. */
	@Column(name = "entry", nullable = false)
	long entry;

	/** When the note was added, in milliseconds since 1970. */
	@Column(name = "created_ms", nullable = false)
	long createdMs;

}
