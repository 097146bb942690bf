package example.refit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Ship {

	@Id
	long id;

	String name;

	@Column(length = 40)
	String flag;

}
