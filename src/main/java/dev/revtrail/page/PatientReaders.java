package dev.revtrail.page;

import java.util.Map;

import dev.revtrail.Caller;
import dev.revtrail.PatientAccess;
import dev.revtrail.web.request.Refusal;
import dev.revtrail.web.request.RequestParameters;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers read the entries of the one patient that their request names, if the host
 * allows it. All others are rejected like callers without any authority.
 *
 * @param access the host's decision; null where it makes none
 */
record PatientReaders(@Nullable PatientAccess access) {

	private static final Log logger = LogFactory.getLog(PatientReaders.class);

	/**
	 * Returns a caller with the scope of the patient that a request names.
	 * @param caller the caller
	 * @param parameters the parameters of the request
	 * @return the caller, who sees nothing of other patients
	 * @throws Refusal if the caller may not read, or names no patient or several
	 */
	Caller reader(Caller caller, Map<String, String[]> parameters) {
		String[] patients = parameters.getOrDefault("patient", new String[0]);
		if (this.access == null || !caller.may(Caller.AUDIT_PATIENT) || patients.length != 1 || !isId(patients[0])
				|| !mayRead(this.access, caller, patients[0])) {
			throw Refusal.of(403);
		}
		return new Caller(caller.actor(), caller.scope().ofPatient(patients[0]), caller.authorities(),
				caller.credential());
	}

	/** Databases and hosts differ in what they make of spaces around an id. */
	private static boolean isId(String text) {
		return !text.isEmpty() && !isSpace(text.codePointAt(0)) && !isSpace(text.codePointBefore(text.length()))
				&& RequestParameters.isText(text, RequestParameters.LONGEST);
	}

	private static boolean isSpace(int character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character)
				|| Character.isISOControl(character);
	}

	private static boolean mayRead(PatientAccess access, Caller caller, String patient) {
		try {
			return access.mayRead(caller, patient);
		}
		catch (RuntimeException ex) {
			logger.error("The PatientAccess failed, so that nothing is shown to the caller.", ex);
			throw Refusal.of(500);
		}
	}

}
