package dev.revtrail.envers.schema;

import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The one row that holds the version of the library's tables. It is written by migrations
 * and read through {@link LibrarySchema}.
 */
@LibraryTable
@Entity(name = "RevtrailSchema")
@Immutable
@Table(name = "revtrail_schema")
public class SchemaRow {

	@Id
	@Column(name = "id")
	int id;

	/** The number of the last migration that was applied. */
	@Column(name = "version", nullable = false)
	int version;

	/** The oldest version of the code that may run on these tables. */
	@Column(name = "min_code_version", nullable = false)
	int minCodeVersion;

}
