package dev.revtrail.envers.capture;

import org.jspecify.annotations.Nullable;

/**
 * Whose a record is.
 *
 * @param patient the patient's id; null for none
 * @param organization the organization's id; null for none
 */
record Owners(@Nullable String patient, @Nullable String organization) {

	static final Owners NONE = new Owners(null, null);

}
