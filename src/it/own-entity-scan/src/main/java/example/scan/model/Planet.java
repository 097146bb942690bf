package example.scan.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Planet {

	@Id
	private String id;

	private int moons;

	protected Planet() {
	}

	public Planet(String id) {
		this.id = id;
	}

	public void setMoons(int moons) {
		this.moons = moons;
	}

}
