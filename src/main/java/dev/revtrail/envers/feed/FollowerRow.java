package dev.revtrail.envers.feed;

import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * How far a follower of the log is, and which node runs it.
 */
@LibraryTable
@Entity(name = "RevtrailFollower")
@Immutable
@Table(name = "revtrail_follower")
public class FollowerRow {

	static final int FAILURE_LENGTH = 255;

	static final int NAME_LENGTH = 64;

	@Id
	@Column(name = "name", length = NAME_LENGTH)
	public String name;

	/** The lowest id of an entry that it has not got yet. */
	@Column(name = "position", nullable = false)
	public long position;

	/** Counts how often it began again, so that what it made before does not count. */
	@Column(name = "generation", nullable = false)
	public long generation;

	/** The node that runs it; null where none does. */
	@Column(name = "leader", length = 64)
	@Nullable String leader;

	/**
	 * Counts the nodes that ran it, so that one which was replaced stores no position.
	 */
	@Column(name = "epoch", nullable = false)
	long epoch;

	/** Counts the signs of life of the node that runs it. */
	@Column(name = "beat", nullable = false)
	long beat;

	/** How often it has failed to take its next entries. */
	@Column(name = "attempts", nullable = false)
	int attempts;

	/** What it failed with, without a message, which may contain values. */
	@Column(name = "failure", length = FAILURE_LENGTH)
	@Nullable String failure;

	/** Whether it waits for a command. */
	@Column(name = "parked", nullable = false)
	boolean parked;

	/** Whether its position is committed together with what it does. */
	@Column(name = "transactional", nullable = false)
	boolean transactional;

	/** Whether purges leave what it has not got yet. */
	@Column(name = "before_purge", nullable = false)
	boolean beforePurge;

}
