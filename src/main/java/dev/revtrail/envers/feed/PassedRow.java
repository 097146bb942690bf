package dev.revtrail.envers.feed;

import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * A number that the settled mark has passed without a revision: it counts as rolled back,
 * and is watched for a while.
 */
@LibraryTable
@Entity(name = "RevtrailPassed")
@Immutable
@Table(name = "revtrail_passed")
public class PassedRow {

	@Id
	@Column(name = "revision")
	public long revision;

}
