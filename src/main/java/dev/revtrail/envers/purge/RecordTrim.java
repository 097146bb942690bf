package dev.revtrail.envers.purge;

import dev.revtrail.envers.model.RevisionKey;
import org.jspecify.annotations.Nullable;

/**
 * What is to go of one record: its oldest changes, up to one of them.
 *
 * @param recordId the record's id
 * @param last the revision of the last change that goes
 * @param deletion whether that change deleted the record
 * @param remaining the changes that stay; null when none do
 */
record RecordTrim(String recordId, long last, boolean deletion, @Nullable RetainedChanges remaining) {

	/**
	 * The first revision whose audit row stays. The last row that goes with its entry
	 * stays where the record's next change builds on it: an old value that is not in its
	 * entry is read from there.
	 */
	long firstKept() {
		if (this.remaining != null) {
			return this.remaining.startsWithCreation() ? this.remaining.first() : this.last;
		}
		return this.deletion ? this.last + 1 : this.last;
	}

	/**
	 * Returns whether the retained entries build on the content of collections after the
	 * last change.
	 */
	boolean keepsCollections() {
		return (this.remaining != null) ? !this.remaining.startsWithCreation() : !this.deletion;
	}

	/** The last change that goes, in the audit table. */
	RevisionKey key() {
		return new RevisionKey(this.last, this.recordId);
	}

}
