package dev.revtrail.envers.count;

import java.io.Serializable;

import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * How many entries of a series were recorded on a day, and in which quarters of its
 * hours. Hibernate orders the columns of a primary key by the size of their types, and
 * then by name: here the series comes first, so that its days are in one range.
 */
@LibraryTable
@Entity(name = "RevtrailCount")
@Immutable
@IdClass(DayCountRow.Key.class)
@Table(name = "revtrail_count")
public class DayCountRow {

	@Id
	@Column(name = "series")
	public long series;

	/**
	 * The number of the day in UTC, from 1970-01-01; {@link DayCounts#ALL_DAYS} for the
	 * whole series.
	 */
	@Id
	@Column(name = "utc_day")
	public long utcDay;

	@Column(name = "entries", nullable = false)
	public long entries;

	/** The quarters that have entries, as {@link DayCounts} writes them. */
	@Column(name = "quarters", length = DayCounts.LONGEST, nullable = false)
	public String quarters;

	/**
	 * The series and the day.
	 */
	static class Key implements Serializable {

		long series;

		long utcDay;

		@Override
		public boolean equals(Object other) {
			return other instanceof Key key && this.series == key.series && this.utcDay == key.utcDay;
		}

		@Override
		public int hashCode() {
			return 31 * Long.hashCode(this.series) + Long.hashCode(this.utcDay);
		}

	}

}
