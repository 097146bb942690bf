package example.parts;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Part {

	@Id
	private String id;

	protected Part() {
	}

	public Part(String id) {
		this.id = id;
	}

	public String getId() {
		return this.id;
	}

}
