package example.surgery;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.envers.Audited;

/**
 * Somebody who signs in.
 */
@Entity
@Audited
@Table(name = "staff")
public class User {

	@Id
	long id;

	String name = "";

}
