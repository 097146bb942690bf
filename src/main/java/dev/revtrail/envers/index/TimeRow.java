package dev.revtrail.envers.index;

import java.time.Instant;

import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * When the settled revisions of a block were recorded. Clocks may differ, so that times
 * do not follow numbers; a block's bounds hold for each of its revisions.
 */
@LibraryTable
@Entity(name = "RevtrailTime")
@Immutable
@Table(name = "revtrail_time")
public class TimeRow {

	/** How many numbers a block has. */
	public static final int REVISIONS = 1024;

	/** The number of the block: that of a revision, divided by the size of a block. */
	@Id
	@Column(name = "revision_block")
	public long block;

	@Column(name = "earliest", nullable = false)
	public Instant earliest;

	@Column(name = "latest", nullable = false)
	public Instant latest;

}
