package dev.revtrail.web.request;

import java.util.List;

import dev.revtrail.ChangeEntry;
import org.jspecify.annotations.Nullable;

/**
 * Whose entries were shown.
 *
 * @param organizationId the organization that they belong to; null for none
 * @param patientId the patient that they belong to; null for the organization as a whole
 */
record ShownOwner(@Nullable String organizationId, @Nullable String patientId) {

	/** Whose an entry is: the organization's, and in it the patient's if it has one. */
	static List<ShownOwner> of(ChangeEntry entry) {
		ShownOwner organization = new ShownOwner(entry.organizationId(), null);
		return (entry.patient() == null) ? List.of(organization)
				: List.of(organization, new ShownOwner(entry.organizationId(), entry.patient().id()));
	}

}
