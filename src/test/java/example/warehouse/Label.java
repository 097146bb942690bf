package example.warehouse;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * The label of a parcel: a second record that every operation writes along with the
 * first. Its id is that of the operation that made it.
 */
@Entity
@Audited
public class Label {

	@Id
	private String id = "";

	private String operation = "";

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Parcel parcel;

	/**
	 * For JPA.
	 */
	protected Label() {
	}

	Label(String operation, Parcel parcel) {
		this.id = operation;
		this.operation = operation;
		this.parcel = parcel;
	}

	void setOperation(String operation) {
		this.operation = operation;
	}

}
