package dev.revtrail.envers.model;

import java.util.UUID;

/**
 * What rows call an application that leads others, as long as it runs.
 *
 * @param value the name, of at most 64 characters
 */
public record NodeName(String value) {

	/** Returns a name that no other application has. */
	public static NodeName random() {
		return new NodeName(ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8));
	}

}
