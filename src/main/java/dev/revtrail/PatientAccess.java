package dev.revtrail;

/**
 * Decides which patients' entries a caller may read who has the authority
 * {@link Caller#AUDIT_PATIENT} and not {@link Caller#AUDIT_PAGE}. Without a bean of this
 * type that authority opens nothing. Callers still see only entries in their scope.
 */
@FunctionalInterface
public interface PatientAccess {

	/**
	 * Returns whether a caller may read the entries of a patient now. Called once for
	 * each request, on its thread and before anything is read; the answer is not kept.
	 * Where records belong to patients of several types, their ids must differ: entries
	 * keep only the id. A request is rejected with status 500 if this throws an
	 * exception.
	 * @param caller the verified caller, never null
	 * @param patientId the id that the request names, never null or blank: any text, of
	 * which it is not known whether there is such a patient
	 * @return whether the caller may read the entries of that patient
	 */
	boolean mayRead(Caller caller, String patientId);

}
