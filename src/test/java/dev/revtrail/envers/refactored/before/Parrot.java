package dev.revtrail.envers.refactored.before;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * A record type that will be removed.
 */
@Entity
@Audited
public class Parrot {

	@Id
	public long id;

	public String name = "";

}
