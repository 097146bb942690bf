package dev.revtrail.envers.event;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.revtrail.context.Origin;
import dev.revtrail.envers.index.EntryRow;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one revision that are written in a transaction of their own, regardless of
 * the outcome of the host's.
 */
public final class StandaloneEntries {

	private final Origin origin;

	private final @Nullable String note;

	private final boolean failClosed;

	private final Supplier<List<EntryRow>> source;

	private final @Nullable NoteKey key;

	private @Nullable List<EntryRow> rows;

	private @Nullable Long attempted;

	private @Nullable Object tenant;

	/**
	 * Creates entries.
	 * @param origin who did it, from where and in which request
	 * @param note a remark on the revision; null for none
	 * @param failClosed whether the work fails where they cannot be written
	 * @param source makes the rows, at least one, and may read from the database
	 */
	public StandaloneEntries(Origin origin, @Nullable String note, boolean failClosed,
			Supplier<List<EntryRow>> source) {
		this(origin, note, failClosed, source, null);
	}

	private StandaloneEntries(Origin origin, @Nullable String note, boolean failClosed, Supplier<List<EntryRow>> source,
			@Nullable NoteKey key) {
		this.key = key;
		this.origin = origin;
		this.note = note;
		this.failClosed = failClosed;
		this.source = source;
	}

	/**
	 * Creates the entry of a note.
	 * @param origin who adds it, from where and in which request
	 * @param text the note
	 * @param row the entry
	 * @param key the idempotency key; null for none
	 * @return the entry
	 */
	public static StandaloneEntries note(Origin origin, String text, EntryRow row, @Nullable NoteKey key) {
		return new StandaloneEntries(origin, text, true, () -> List.of(row), key);
	}

	/** The idempotency key, which is stored with the entry; null for none. */
	@Nullable NoteKey key() {
		return this.key;
	}

	Origin origin() {
		return this.origin;
	}

	@Nullable String note() {
		return this.note;
	}

	boolean failClosed() {
		return this.failClosed;
	}

	/** Makes the rows, once. */
	void prepare() {
		if (this.rows == null) {
			this.rows = this.source.get();
		}
	}

	List<EntryRow> rows() {
		return Objects.requireNonNull(this.rows, "The rows have not been made.");
	}

	/** Keeps whose entries they are, for a thread that does not know. */
	void tenant(@Nullable Object tenant) {
		this.tenant = tenant;
	}

	/** The tenant; null where the thread knows it, or there is one only. */
	@Nullable Object tenant() {
		return this.tenant;
	}

	/** Keeps the number of the revision that was written, committed or not. */
	void attempted(long revision) {
		this.attempted = revision;
	}

	/**
	 * The number of the revision that an earlier attempt wrote, of which it is not known
	 * whether it was committed; null where there was none.
	 */
	@Nullable Long attempted() {
		return this.attempted;
	}

	@Override
	public String toString() {
		return (this.rows != null) ? this.rows.get(0).action + " of " + this.rows.get(0).recordType : "An event";
	}

}
