package example.shelf;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Novel {

	@Id
	@GeneratedValue
	Long id;

	String title;

	protected Novel() {
	}

	Novel(String title) {
		this.title = title;
	}

}
