package dev.clinic.scheduling;

/**
 * Where an appointment stands.
 */
public enum AppointmentStatus {

	/** Agreed upon. */
	SCHEDULED,

	/** Confirmed by the patient. */
	CONFIRMED,

	/** Took place. */
	COMPLETED,

	/** The patient did not come. */
	NO_SHOW,

	/** Called off. */
	CANCELLED;

	/**
	 * Whether the appointment is still to come.
	 * @return whether it can be moved, cancelled or completed
	 */
	public boolean isOpen() {
		return this == SCHEDULED || this == CONFIRMED;
	}

}
