package dev.revtrail.envers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * That an organization has entries which were written when another was at the top of its
 * tree, or it itself. It is read through JPA and written by {@link OrganizationRoots}.
 */
@Entity(name = "RevtrailOrganizationRoot")
@Immutable
@Table(name = "revtrail_organization_root",
		indexes = @Index(name = "ix_revtrail_organization_root", columnList = "root_organization, organization"))
@IdClass(OrganizationRoot.Key.class)
class OrganizationRoot {

	@Id
	@Column(name = "organization", length = 128)
	String organization;

	@Id
	@Column(name = "root_organization", length = 128)
	String rootOrganization;

	/**
	 * An organization, and one that was at the top.
	 *
	 * @param organization the organization's id
	 * @param rootOrganization the id of the one at the top
	 */
	record Key(String organization, String rootOrganization) implements Comparable<Key> {

		@Override
		public int compareTo(Key other) {
			int order = this.organization.compareTo(other.organization);
			return (order != 0) ? order : this.rootOrganization.compareTo(other.rootOrganization);
		}

	}

}
