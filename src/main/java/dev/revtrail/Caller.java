package dev.revtrail;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The caller of the change log, with the entries that it may see.
 *
 * @param actor the actor
 * @param scope the scope of the entries that the caller may see
 * @param authorities the granted authorities, such as {@link #AUDIT_READ}
 * @param credential the credential of the actor that the call uses; null if credentials
 * are not distinguished
 */
public record Caller(Actor actor, Scope scope, Set<String> authorities, @Nullable String credential) {

	/** May read entries over the API. */
	public static final String AUDIT_READ = "AUDIT_READ";

	/** May see the audit page. */
	public static final String AUDIT_PAGE = "AUDIT_PAGE";

	/**
	 * May see the entries of one patient at a time in the page's elements, where a
	 * {@link PatientAccess} allows it.
	 */
	public static final String AUDIT_PATIENT = "AUDIT_PATIENT";

	/** May export entries. */
	public static final String AUDIT_EXPORT = "AUDIT_EXPORT";

	/** May add notes to records. */
	public static final String AUDIT_NOTE = "AUDIT_NOTE";

	/** May begin and stop baselines over Actuator. */
	public static final String AUDIT_BASELINE = "AUDIT_BASELINE";

	/** May begin and stop reconciliations over Actuator. */
	public static final String AUDIT_RECONCILIATION = "AUDIT_RECONCILIATION";

	/** May see the entries of every organization, and those of none. */
	public static final String AUDIT_ALL = "AUDIT_ALL";

	public Caller {
		authorities = Set.copyOf(authorities);
	}

	/**
	 * Creates a caller whose credentials are not distinguished.
	 * @param actor the actor
	 * @param scope the scope of the entries that the caller may see
	 * @param authorities the granted authorities
	 */
	public Caller(Actor actor, Scope scope, Set<String> authorities) {
		this(actor, scope, authorities, null);
	}

	/**
	 * Returns whether the caller has an authority.
	 * @param authority the authority's name
	 * @return whether it was granted
	 */
	public boolean may(String authority) {
		return this.authorities.contains(authority);
	}

}
