package dev.clinic.security;

import java.util.LinkedHashSet;
import java.util.Set;

import dev.clinic.record.Role;

/**
 * The authorities of users, by their role and what they were given beyond it.
 */
public final class Authorities {

	/** May read records. */
	public static final String RECORDS_READ = "RECORDS_READ";

	/** May write records. */
	public static final String RECORDS_WRITE = "RECORDS_WRITE";

	/** May manage the organization itself. */
	public static final String ADMINISTER = "ADMINISTER";

	/** May issue, rotate and revoke API keys. */
	public static final String API_KEYS_WRITE = "API_KEYS_WRITE";

	/** May read the audit log over GraphQL. */
	public static final String VIEW_AUDIT_LOG = "can_view_audit_log";

	private static final Set<String> ADMIN = Set.of(RECORDS_READ, RECORDS_WRITE, ADMINISTER, "AUDIT_READ", "AUDIT_PAGE",
			"AUDIT_EXPORT", "AUDIT_NOTE", VIEW_AUDIT_LOG, "platform:admin");

	private static final Set<String> AUDITOR = Set.of("AUDIT_READ", "AUDIT_EXPORT", VIEW_AUDIT_LOG);

	private static final Set<String> PROVIDER = Set.of(RECORDS_READ, RECORDS_WRITE, "AUDIT_NOTE");

	private Authorities() {
	}

	/**
	 * Returns the authorities of a role.
	 * @param role the role
	 * @return the authorities
	 */
	public static Set<String> of(Role role) {
		return switch (role) {
			case OWNER -> {
				Set<String> all = new LinkedHashSet<>(ADMIN);
				all.add(API_KEYS_WRITE);
				yield Set.copyOf(all);
			}
			case ADMIN -> ADMIN;
			case AUDITOR -> AUDITOR;
			case PROVIDER -> PROVIDER;
			case PATIENT -> Set.of();
		};
	}

	/**
	 * Returns the authorities of a user.
	 * @param role the role
	 * @param canViewAuditLog whether the user was given access to the audit log
	 * @return the authorities
	 */
	static Set<String> of(Role role, boolean canViewAuditLog) {
		Set<String> authorities = new LinkedHashSet<>(of(role));
		if (canViewAuditLog) {
			authorities.add(VIEW_AUDIT_LOG);
		}
		return Set.copyOf(authorities);
	}

}
