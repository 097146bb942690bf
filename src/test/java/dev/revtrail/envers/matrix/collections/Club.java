package dev.revtrail.envers.matrix.collections;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import org.hibernate.envers.Audited;

/**
 * The owning side of a bidirectional association.
 */
@Entity
@Audited
class Club {

	@Id
	long id;

	@ManyToMany
	Set<Member> members = new HashSet<>();

	protected Club() {
	}

	Club(long id) {
		this.id = id;
	}

}
