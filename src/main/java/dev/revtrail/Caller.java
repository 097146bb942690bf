package dev.revtrail;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who wants to read the change log, and what of it they may see.
 *
 * @param actor who it is
 * @param scope whose entries they may see
 * @param authorities what they may do, such as {@link #AUDIT_READ}
 * @param credential which of the actor's credentials they call with; null if credentials
 * are not distinguished
 */
public record Caller(Actor actor, Scope scope, Set<String> authorities, @Nullable String credential) {

	/** May read entries over the API. */
	public static final String AUDIT_READ = "AUDIT_READ";

	/** May see the audit page. */
	public static final String AUDIT_PAGE = "AUDIT_PAGE";

	/** May export entries. */
	public static final String AUDIT_EXPORT = "AUDIT_EXPORT";

	/** May add notes to records. */
	public static final String AUDIT_NOTE = "AUDIT_NOTE";

	/** May see the entries of every organization, and those of none. */
	public static final String AUDIT_ALL = "AUDIT_ALL";

	public Caller {
		authorities = Set.copyOf(authorities);
	}

	/**
	 * Creates a caller whose credentials are not distinguished.
	 * @param actor who it is
	 * @param scope whose entries they may see
	 * @param authorities what they may do
	 */
	public Caller(Actor actor, Scope scope, Set<String> authorities) {
		this(actor, scope, authorities, null);
	}

	/**
	 * Whether the caller was given an authority.
	 * @param authority the authority's name
	 * @return whether they have it
	 */
	public boolean may(String authority) {
		return this.authorities.contains(authority);
	}

}
