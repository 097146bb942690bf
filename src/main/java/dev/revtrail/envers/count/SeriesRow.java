package dev.revtrail.envers.count;

import dev.revtrail.envers.ColumnText;
import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a series of counts have in common. The grain says which columns
 * mean something: the others are null since entries with any value count.
 */
@LibraryTable
@Entity(name = "RevtrailSeries")
@Immutable
@Table(name = "revtrail_series", indexes = @Index(name = "ix_revtrail_series",
		columnList = "generation, grain, organization, record_type, field"))
public class SeriesRow {

	/** Follows from the other columns. */
	@Id
	@Column(name = "id")
	public long id;

	/** The generation of the counts; those of others are removed. */
	@Column(name = "generation", nullable = false)
	public long generation;

	/** Which columns mean something, as {@link Grain} numbers them. */
	@Column(name = "grain", nullable = false)
	public int grain;

	/** The organization, or the one at the top of its tree. */
	@Column(name = "organization", length = 128)
	public @Nullable String organization;

	@Column(name = "record_type", length = ColumnText.TYPE_LENGTH)
	public @Nullable String recordType;

	/** The name of a changed field. */
	@Column(name = "field", length = Series.FIELD_LENGTH)
	public @Nullable String field;

	@Column(name = "action", length = 64, nullable = false)
	public String action;

	@Column(name = "outcome", length = 16)
	public @Nullable String outcome;

	@Column(name = "source", length = 128)
	public @Nullable String source;

	@Column(name = "brand", length = 128)
	public @Nullable String brand;

	@Column(name = "actor_type", length = 16)
	public @Nullable String actorType;

}
