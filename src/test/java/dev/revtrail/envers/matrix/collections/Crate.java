package dev.revtrail.envers.matrix.collections;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.envers.AuditMappedBy;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * Says by its collection what is in it.
 */
@Entity
@Audited
class Crate {

	@Id
	long id;

	@OneToMany(cascade = CascadeType.ALL)
	@JoinColumn(name = "crate_id")
	@AuditMappedBy(mappedBy = "crate")
	Set<Jar> jars = new HashSet<>();

	protected Crate() {
	}

	Crate(long id) {
		this.id = id;
	}

	/**
	 * Is in a crate, but does not say so itself.
	 */
	@Entity(name = "Jar")
	@Audited
	static class Jar {

		@Id
		long id;

		@Nullable String content;

		@ManyToOne
		@JoinColumn(name = "crate_id", insertable = false, updatable = false)
		@Nullable Crate crate;

		protected Jar() {
		}

		Jar(long id) {
			this.id = id;
		}

	}

}
