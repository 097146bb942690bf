package example.stock;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Article {

	@Id
	String id;

	int amount;

}
