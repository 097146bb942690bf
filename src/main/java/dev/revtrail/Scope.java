package dev.revtrail;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Whose entries a query may see. Every query has a scope, and nothing outside of it shows
 * in its entries, totals or cursors.
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
	 * All entries, those without an organization included.
	 * @return the scope of the application itself
	 */
	public static Scope everything() {
		return EVERYTHING;
	}

	/**
	 * No entries.
	 * @return the scope of strangers
	 */
	public static Scope nothing() {
		return NOTHING;
	}

	/**
	 * The entries of an organization and its subsidiaries at any depth.
	 * @param id the organization's id
	 * @return the scope of that organization
	 */
	public static Scope organization(String id) {
		return new Scope(id, false);
	}

	/**
	 * Whether the scope holds all entries.
	 * @return whether there is no limit
	 */
	public boolean isEverything() {
		return this.everything;
	}

	/**
	 * Whether the scope holds no entry at all.
	 * @return whether there is nothing to see
	 */
	public boolean isNothing() {
		return !this.everything && this.organizationId == null;
	}

	/**
	 * The organization that limits the scope.
	 * @return its id, or nothing for the scopes of everything and of nothing
	 */
	public Optional<String> organizationId() {
		return Optional.ofNullable(this.organizationId);
	}

}
