package example.graft;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Tree {

	@Id
	long id;

	String kind;

	@Column(length = 40)
	String scion;

}
