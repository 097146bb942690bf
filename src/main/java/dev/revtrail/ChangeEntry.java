package dev.revtrail;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the change log: what happened to one record in one revision.
 *
 * @param id the entry's id; ids order all entries, and no two are alike
 * @param revision the revision
 * @param action what happened
 * @param record the record
 * @param patient the patient that the record belonged to, where there was one; the record
 * itself when it is a patient
 * @param organizationId the organization that the record belonged to, where there was one
 * @param changes the changed fields; empty when the query did not ask for them
 */
public record ChangeEntry(long id, Revision revision, Action action, RecordRef record, @Nullable RecordRef patient,
		@Nullable String organizationId, Changes changes) {

}
