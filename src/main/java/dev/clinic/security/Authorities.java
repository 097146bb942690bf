package dev.clinic.security;

import java.util.LinkedHashSet;
import java.util.Set;

import dev.clinic.record.Role;

/**
 * The authorities of users, by their role.
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

	private static final Set<String> ADMIN = Set.of(RECORDS_READ, RECORDS_WRITE, ADMINISTER, "AUDIT_READ", "AUDIT_PAGE",
			"AUDIT_EXPORT", "AUDIT_NOTE", "can_view_audit_log", "platform:admin");

	private static final Set<String> AUDITOR = Set.of("AUDIT_READ", "AUDIT_EXPORT", "can_view_audit_log");

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

}
