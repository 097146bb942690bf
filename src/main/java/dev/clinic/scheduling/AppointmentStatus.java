package dev.clinic.scheduling;

/**
 * The status of an appointment.
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
	 * Returns whether the appointment is still to come.
	 * @return true if it can be moved, cancelled or completed
	 */
	public boolean isOpen() {
		return this == SCHEDULED || this == CONFIRMED;
	}

}
