package example.booking;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Booking {

	@Id
	@GeneratedValue
	Long id;

	String guest;

}
