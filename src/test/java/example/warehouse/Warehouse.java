package example.warehouse;

import java.util.Objects;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What can be done to parcels. Every method is one transaction that writes a parcel and,
 * but for {@link #touch}, its label.
 */
@Service
public class Warehouse {

	private final EntityManager entities;

	Warehouse(EntityManager entities) {
		this.entities = entities;
	}

	/**
	 * Makes a parcel with its label.
	 * @param operation a name that no other operation has; the label's id
	 * @return the parcel's id
	 */
	@Transactional
	public long create(String operation) {
		Parcel parcel = new Parcel(operation);
		this.entities.persist(parcel);
		this.entities.persist(new Label(operation, parcel));
		return Objects.requireNonNull(parcel.getId());
	}

	/**
	 * Changes a parcel and its label.
	 * @param operation a name that no other operation has
	 * @param parcel the parcel's id
	 * @param label the label's id
	 */
	@Transactional
	public void update(String operation, long parcel, String label) {
		this.entities.find(Parcel.class, parcel).setOperation(operation);
		this.entities.find(Label.class, label).setOperation(operation);
	}

	/**
	 * Changes a parcel alone, which others may change at the same time: it is locked, as
	 * no version guards it.
	 * @param operation a name that no other operation has
	 * @param parcel the parcel's id
	 */
	@Transactional
	public void touch(String operation, long parcel) {
		this.entities.find(Parcel.class, parcel, LockModeType.PESSIMISTIC_WRITE).setOperation(operation);
	}

	/**
	 * Deletes a parcel and its label.
	 * @param parcel the parcel's id
	 * @param label the label's id
	 */
	@Transactional
	public void delete(long parcel, String label) {
		this.entities.remove(this.entities.find(Label.class, label));
		this.entities.remove(this.entities.find(Parcel.class, parcel));
	}

}
