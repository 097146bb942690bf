package example.vault;

import dev.revtrail.Masked;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Letter {

	@Id
	@GeneratedValue
	Long id;

	String text = "";

	@Masked(reveal = "SEALS")
	String seal = "";

}
