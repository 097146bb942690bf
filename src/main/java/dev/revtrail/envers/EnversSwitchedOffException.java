package dev.revtrail.envers;

/**
 * Envers is switched off in the entity manager factory whose changes are to be recorded.
 * Stops the start-up.
 */
public final class EnversSwitchedOffException extends RuntimeException {

	public EnversSwitchedOffException() {
		super("Envers is switched off (hibernate.integration.envers.enabled=false), so that no change can be recorded.");
	}

}
