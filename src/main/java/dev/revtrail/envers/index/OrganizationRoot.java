package dev.revtrail.envers.index;

import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * That an organization has entries which were written when another was at the top of its
 * tree, or it itself. It is read through JPA and written by {@link OrganizationRoots}.
 * The first writers of an organization may note the same several times: a unique key
 * would have them wait for each other.
 */
@LibraryTable
@Entity(name = "RevtrailOrganizationRoot")
@Immutable
@Table(name = "revtrail_organization_root",
		indexes = { @Index(name = "ix_revtrail_organization_root", columnList = "root_organization, organization"),
				@Index(name = "ix_revtrail_organization_roots", columnList = "organization, root_organization") })
public class OrganizationRoot {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	@Column(name = "id")
	@Nullable Long id;

	@Column(name = "organization", length = 128, nullable = false)
	String organization;

	@Column(name = "root_organization", length = 128, nullable = false)
	String rootOrganization;

	/**
	 * An organization, and one that was at the top.
	 *
	 * @param organization the organization's id
	 * @param rootOrganization the id of the one at the top
	 */
	record Key(String organization, String rootOrganization) {

	}

}
