package dev.revtrail.envers.log;

import java.util.Optional;

import dev.revtrail.Action;
import dev.revtrail.Caller;
import dev.revtrail.IdempotencyKeyException;
import dev.revtrail.RecordRef;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.Origin;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.event.EventRecorder;
import dev.revtrail.envers.event.NoteKey;
import dev.revtrail.envers.event.NoteKeys;
import dev.revtrail.envers.event.StandaloneEntries;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.index.RecordEntries;
import org.jspecify.annotations.Nullable;

/**
 * Adds notes to records.
 */
final class NoteWriter {

	private final EntryIndex index;

	private final RecordEntries records;

	private final EventRecorder events;

	private final NoteKeys keys;

	private final ChangeContext context;

	NoteWriter(EntryIndex index, RecordEntries records, EventRecorder events, NoteKeys keys, ChangeContext context) {
		this.index = index;
		this.records = records;
		this.events = events;
		this.keys = keys;
		this.context = context;
	}

	/** Adds a note; empty where the record is not in the caller's scope. */
	Optional<Long> add(Caller caller, RecordRef record, String text) {
		check(text);
		return add(caller, record, text, (NoteKey) null);
	}

	/** Adds a note unless it was added with its key; returns the entry in both cases. */
	Optional<Long> add(Caller caller, RecordRef record, String text, String idempotencyKey) {
		check(text);
		NoteKey key = NoteKey.of(caller, record, text, idempotencyKey);
		if (this.events.canJoin()) {
			return this.keys.findInTransaction(key).or(() -> add(caller, record, text, key));
		}
		return this.keys.find(key).or(() -> addOnce(caller, record, text, key));
	}

	private Optional<Long> addOnce(Caller caller, RecordRef record, String text, NoteKey key) {
		Optional<Long> added;
		try {
			added = add(caller, record, text, key);
		}
		catch (IdempotencyKeyException ex) {
			// Another note with the key may have been committed by now
			return Optional.of(this.keys.find(key).orElseThrow(() -> ex));
		}
		this.keys.removeExpired();
		return added;
	}

	private static void check(String text) {
		EntryIndex.check(!text.isBlank() && text.length() <= RevtrailRevision.NOTE_LENGTH,
				"A note takes 1 to 10,000 characters, not " + text.length() + ".");
	}

	private Optional<Long> add(Caller caller, RecordRef record, String text, @Nullable NoteKey key) {
		return this.index
			.read(() -> this.records.last(this.index.spelled().asInEntries(record))
				.map(IndexedEntry::entry)
				.filter((last) -> this.index.filter().isWithin(caller.scope(), last)))
			.map((last) -> {
				EntryRow row = EntryRow.ofEvent(Action.NOTE, new RecordRef(last.recordType, last.recordId),
						last.organization, last.patient);
				Origin origin = this.context.current().by(caller.actor());
				StandaloneEntries note = StandaloneEntries.note(origin, text, row, key);
				if (this.events.canJoin()) {
					this.events.writeInTransaction(note);
				}
				else {
					this.events.recordNow(note);
				}
				return row.id;
			});
	}

}
