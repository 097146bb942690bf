package dev.revtrail.envers.index;

import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The HTTP status that the request of a revision was answered with. It is known when the
 * revision has long been committed, so that it has a table of its own.
 */
@LibraryTable
@Entity(name = "RevtrailHttpStatus")
@Immutable
@Table(name = "revtrail_http_status")
public class HttpStatusRow {

	@Id
	@Column(name = "revision")
	long revision;

	@Column(name = "status", nullable = false)
	int status;

}
