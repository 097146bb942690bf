package example.orchard;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Tree {

	@Id
	long id;

	String kind;

}
