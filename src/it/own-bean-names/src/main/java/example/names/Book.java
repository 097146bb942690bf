package example.names;

import java.math.BigDecimal;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Book {

	@Id
	@GeneratedValue
	Long id;

	String title;

	BigDecimal price;

}
