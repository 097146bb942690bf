package dev.clinic.billing;

/**
 * The state of a billing item.
 */
public enum BillingState {

	/** Owed. */
	OPEN,

	/** Paid in full. */
	PAID,

	/** The last attempt to charge failed. */
	FAILED,

	/** Paid, and a part was given back. */
	PARTIALLY_REFUNDED,

	/** Paid, and all of it was given back. */
	REFUNDED,

	/** No longer owed. */
	VOIDED

}
