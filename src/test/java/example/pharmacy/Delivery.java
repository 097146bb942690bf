package example.pharmacy;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A delivery, of which there are kinds with tables of their own.
 */
@Entity
@Audited
@Inheritance(strategy = InheritanceType.JOINED)
public class Delivery {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	public @Nullable Long id;

	public String status = "";

	/** A delivery by post. */
	@Entity(name = "ParcelDelivery")
	@Audited
	public static class Parcel extends Delivery {

		public @Nullable String carrier;

	}

}
