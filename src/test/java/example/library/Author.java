package example.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * An author.
 */
@Entity
@Audited
public class Author {

	@Id
	long id;

	String name = "";

	protected Author() {
	}

	Author(long id, String name) {
		this.id = id;
		this.name = name;
	}

	public String getName() {
		return this.name;
	}

}
