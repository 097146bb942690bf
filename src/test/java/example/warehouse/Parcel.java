package example.warehouse;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A parcel, which remembers the operation that wrote it last.
 */
@Entity
@Audited
public class Parcel {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String operation = "";

	/**
	 * For JPA.
	 */
	protected Parcel() {
	}

	Parcel(String operation) {
		this.operation = operation;
	}

	@Nullable Long getId() {
		return this.id;
	}

	void setOperation(String operation) {
		this.operation = operation;
	}

}
