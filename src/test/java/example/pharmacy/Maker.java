package example.pharmacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * Who makes products; its id is assigned.
 */
@Entity
@Audited
public class Maker {

	@Id
	public String id;

	public String country = "";

	protected Maker() {
		this.id = "";
	}

	public Maker(String id, String country) {
		this.id = id;
		this.country = country;
	}

}
