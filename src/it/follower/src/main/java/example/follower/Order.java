package example.follower;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.envers.Audited;

@Entity
@Audited
@Table(name = "purchase_order")
public class Order {

	@Id
	@GeneratedValue
	Long id;

	String state = "NEW";

}
