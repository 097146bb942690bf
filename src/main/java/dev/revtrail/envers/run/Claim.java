package dev.revtrail.envers.run;

import org.jspecify.annotations.Nullable;

/**
 * The work of this node on a run.
 *
 * @param recordType the record type
 * @param epoch the number of the node
 * @param entityName the entity of the last record; null before the first
 * @param lastId the text of the last record's id; null before the first
 */
public record Claim(String recordType, long epoch, @Nullable String entityName, @Nullable String lastId) {

	/** The same work, from before the first record. */
	public Claim fromTheStart() {
		return new Claim(this.recordType, this.epoch, null, null);
	}

	/** Whether the run is past an entity. They are taken in the order of their names. */
	public boolean isPast(String name) {
		return this.entityName != null && name.compareTo(this.entityName) < 0;
	}

	/** The text of the last record's id in an entity; null before the first. */
	public @Nullable String lastIn(String name) {
		return name.equals(this.entityName) ? this.lastId : null;
	}

}
