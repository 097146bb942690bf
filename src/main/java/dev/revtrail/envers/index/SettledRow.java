package dev.revtrail.envers.index;

import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * The one row that holds the settled mark: the number of the lowest revision that may
 * still be in flight. One node at a time advances it.
 */
@LibraryTable
@Entity(name = "RevtrailSettled")
@Immutable
@Table(name = "revtrail_settled")
public class SettledRow {

	/** The id of the row. */
	public static final int ID = 1;

	@Id
	@Column(name = "id")
	public int id;

	/** All revisions below it are committed or never will be. */
	@Column(name = "first_unsettled", nullable = false)
	public long firstUnsettled;

	/** The node that advances the mark; null where none does. */
	@Column(name = "leader", length = 64)
	public @Nullable String leader;

	/** Counts the leaders, so that one who was replaced can no longer write. */
	@Column(name = "epoch", nullable = false)
	public long epoch;

	/** Counts the leader's signs of life. */
	@Column(name = "beat", nullable = false)
	public long beat;

}
