package dev.clinic.organization;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.TenantRecord;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A feature that an organization may switch on.
 */
@Entity
@Table(name = "feature_toggle")
@Audited
@Tracked(organization = "organizationId", label = "name")
public class FeatureToggle extends TenantRecord {

	@Id
	@GeneratedValue(strategy = GenerationType.UUID)
	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable UUID id;

	@Pattern(regexp = "[a-z][a-z0-9-]{1,63}", message = "must be 2 to 64 lower-case letters, digits and hyphens")
	@Column(nullable = false, length = 64)
	private String name;

	@Size(max = 400)
	@Column(length = 400)
	private @Nullable String description;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false)
	private boolean enabled;

	/** The share of patients who see the feature, in percent. */
	@Min(0)
	@Max(100)
	@Column(nullable = false)
	private int rollout = 100;

	protected FeatureToggle() {
	}

	/**
	 * Adds a feature that is off.
	 * @param organizationId the organization's id
	 * @param name the feature's name
	 * @param description what it does
	 */
	public FeatureToggle(String organizationId, String name, String description) {
		super(organizationId);
		this.name = name;
		this.description = description;
	}

	/**
	 * Switches the feature on.
	 */
	public void enable() {
		if (this.enabled) {
			throw new RuleViolation("The feature is already enabled.");
		}
		this.enabled = true;
	}

	/**
	 * Switches the feature off.
	 */
	public void disable() {
		if (!this.enabled) {
			throw new RuleViolation("The feature is already disabled.");
		}
		this.enabled = false;
	}

	/**
	 * Changes who sees the feature.
	 * @param percent the share of patients
	 */
	public void rollOutTo(int percent) {
		this.rollout = percent;
	}

	public @Nullable UUID getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public boolean isEnabled() {
		return this.enabled;
	}

}
