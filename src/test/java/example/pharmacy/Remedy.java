package example.pharmacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A remedy, of which each kind has a table of its own that holds all.
 */
@Entity
@Audited
@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
public class Remedy {

	@Id
	public long id;

	public String purpose = "";

	protected Remedy() {
	}

	public Remedy(long id) {
		this.id = id;
	}

	/** A remedy for the skin. */
	@Entity(name = "Salve")
	@Audited
	public static class Salve extends Remedy {

		public @Nullable String base;

		protected Salve() {
		}

		public Salve(long id) {
			super(id);
		}

	}

}
