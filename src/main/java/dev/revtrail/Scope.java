package dev.revtrail;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The entries that a query may see. Every query has a scope, and its entries, totals and
 * cursors show nothing outside of it.
 */
public final class Scope {

	private static final Scope EVERYTHING = new Scope(null, true);

	private static final Scope NOTHING = new Scope(null, false);

	private final @Nullable String organizationId;

	private final boolean everything;

	private Scope(@Nullable String organizationId, boolean everything) {
		this.organizationId = organizationId;
		this.everything = everything;
	}

	/**
	 * Returns the scope of all entries, including those without an organization.
	 * @return the scope of the application itself
	 */
	public static Scope everything() {
		return EVERYTHING;
	}

	/**
	 * Returns the scope of no entries.
	 * @return the scope of unknown callers
	 */
	public static Scope nothing() {
		return NOTHING;
	}

	/**
	 * Returns the scope of an organization and its subsidiaries at any depth.
	 * @param id the organization's id
	 * @return the scope of that organization
	 */
	public static Scope organization(String id) {
		return new Scope(id, false);
	}

	/**
	 * Returns whether the scope contains all entries.
	 * @return whether there is no limit
	 */
	public boolean isEverything() {
		return this.everything;
	}

	/**
	 * Returns whether the scope contains no entry.
	 * @return whether there is nothing to see
	 */
	public boolean isNothing() {
		return !this.everything && this.organizationId == null;
	}

	/**
	 * Returns the organization that limits the scope.
	 * @return its id, or empty for the scopes of everything and of nothing
	 */
	public Optional<String> organizationId() {
		return Optional.ofNullable(this.organizationId);
	}

}
