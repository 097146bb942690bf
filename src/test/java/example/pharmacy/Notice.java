package example.pharmacy;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A notice, of which there are kinds in the same table.
 */
@Entity
@Audited
public class Notice {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	public @Nullable Long id;

	public String text = "";

	/** A notice of danger. */
	@Entity(name = "Warning")
	@Audited
	public static class Warning extends Notice {

		public int level;

	}

}
