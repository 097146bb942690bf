package dev.revtrail.envers.index;

import java.util.HashSet;
import java.util.Set;

import com.querydsl.jpa.impl.JPAQuery;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Knows under which roots the entries of organizations were written.
 */
final class WrittenRoots {

	private final EntityManager entityManager;

	private final BoundedReads reads;

	WrittenRoots(EntityManager entityManager, BoundedReads reads) {
		this.entityManager = entityManager;
		this.reads = reads;
	}

	/**
	 * The organizations that have entries under a root and stand in its tree no more.
	 * @param root the organization at the top of a tree
	 * @param tree all organizations that stand in it today
	 * @return the strangers; null where an organization of the tree has entries under
	 * another root, so that the root's are not all
	 */
	@Nullable Set<String> strangersUnder(String root, Set<String> tree) {
		QOrganizationRoot here = new QOrganizationRoot("here");
		QOrganizationRoot any = new QOrganizationRoot("anywhere");
		JPAQuery<?> query = new JPAQuery<Void>(this.entityManager).from(here)
			.join(any)
			.on(any.organization.eq(here.organization))
			.where(here.rootOrganization.eq(root));
		this.reads.bound(query);
		Set<String> silent = new HashSet<>(tree);
		Set<String> strangers = new HashSet<>();
		boolean elsewhere = false;
		for (var written : query.select(any.organization, any.rootOrganization).fetch()) {
			String organization = String.valueOf(written.get(any.organization));
			if (!tree.contains(organization)) {
				strangers.add(organization);
			}
			else if (!root.equals(written.get(any.rootOrganization))) {
				elsewhere = true;
			}
			silent.remove(organization);
		}
		return (elsewhere || hasEntries(silent)) ? null : strangers;
	}

	/** Those without entries under the root may have some elsewhere. */
	private boolean hasEntries(Set<String> organizationIds) {
		if (organizationIds.isEmpty()) {
			return false;
		}
		QOrganizationRoot any = QOrganizationRoot.organizationRoot;
		JPAQuery<?> query = new JPAQuery<Void>(this.entityManager).from(any)
			.where(any.organization.in(organizationIds));
		this.reads.bound(query);
		return !query.select(any.organization).limit(1).fetch().isEmpty();
	}

}
