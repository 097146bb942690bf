package dev.revtrail;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The entries that a query may see. Every query has a scope, and its entries, totals and
 * cursors show nothing outside of it.
 */
public final class Scope {

	private static final Scope EVERYTHING = new Scope(null, null, true);

	private static final Scope NOTHING = new Scope(null, null, false);

	private final @Nullable String organizationId;

	private final @Nullable String patientId;

	/** Whether there is no organization that limits it. */
	private final boolean ofAll;

	private Scope(@Nullable String organizationId, @Nullable String patientId, boolean ofAll) {
		this.organizationId = organizationId;
		this.patientId = patientId;
		this.ofAll = ofAll;
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
		return new Scope(id, null, false);
	}

	/**
	 * Returns the scope of the entries in this one that belong to a patient. It shows
	 * nothing of other patients: no labels of records that are not the patient's, and of
	 * a record that was another patient's before, what it was since.
	 * @param id the patient's id
	 * @return the scope of that patient's entries; without any where this scope is that
	 * of another patient
	 */
	public Scope ofPatient(String id) {
		return (this.patientId == null || this.patientId.equals(id)) ? new Scope(this.organizationId, id, this.ofAll)
				: NOTHING;
	}

	/**
	 * Returns whether the scope contains all entries.
	 * @return whether there is no limit
	 */
	public boolean isEverything() {
		return this.ofAll && this.patientId == null;
	}

	/**
	 * Returns whether the scope contains no entry.
	 * @return whether there is nothing to see
	 */
	public boolean isNothing() {
		return !this.ofAll && this.organizationId == null;
	}

	/**
	 * Returns the organization that limits the scope.
	 * @return its id, or empty for the scopes of everything and of nothing
	 */
	public Optional<String> organizationId() {
		return Optional.ofNullable(this.organizationId);
	}

	/**
	 * Returns the patient that limits the scope.
	 * @return the patient's id, or empty if the scope is not that of one patient
	 */
	public Optional<String> patientId() {
		return Optional.ofNullable(this.patientId);
	}

}
