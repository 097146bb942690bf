package dev.revtrail.envers.matrix.collections;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import org.hibernate.envers.Audited;

/**
 * The inverse side of a bidirectional association.
 */
@Entity
@Audited
class Member {

	@Id
	long id;

	@ManyToMany(mappedBy = "members")
	Set<Club> clubs = new HashSet<>();

	protected Member() {
	}

	Member(long id) {
		this.id = id;
	}

}
