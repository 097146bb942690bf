package dev.revtrail.envers.matrix.collections;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * An owner with a UUID.
 */
@Entity
@Audited
class Token {

	@Id
	UUID id;

	@ElementCollection
	Set<String> tags = new HashSet<>();

	protected Token() {
		this.id = new UUID(0, 0);
	}

	Token(UUID id) {
		this.id = id;
	}

}
