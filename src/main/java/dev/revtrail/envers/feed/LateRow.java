package dev.revtrail.envers.feed;

import java.io.Serializable;
import java.util.Objects;

import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A revision that a follower still gets although it has gone past its number.
 */
@LibraryTable
@Entity(name = "RevtrailLate")
@Immutable
@IdClass(LateRow.Key.class)
@Table(name = "revtrail_late")
public class LateRow {

	@Id
	@Column(name = "revision")
	public long revision;

	@Id
	@Column(name = "follower", length = FollowerRow.NAME_LENGTH)
	public String follower;

	/**
	 * The revision and the follower.
	 */
	static class Key implements Serializable {

		long revision;

		@Nullable String follower;

		@Override
		public boolean equals(Object other) {
			return other instanceof Key key && this.revision == key.revision
					&& Objects.equals(this.follower, key.follower);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.revision, this.follower);
		}

	}

}
