package example.stateless;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Meter {

	@Id
	String id;

	String place;

	int reading;

	@ElementCollection
	Set<String> marks = new LinkedHashSet<>();

	protected Meter() {
	}

	public Meter(String id, String place, int reading) {
		this.id = id;
		this.place = place;
		this.reading = reading;
	}

}
