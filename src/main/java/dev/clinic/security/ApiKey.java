package dev.clinic.security;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.people.User;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.RuleViolation;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.jspecify.annotations.Nullable;

/**
 * A key by which a program acts on behalf of a user. Of the key itself only a hash is
 * kept, of the secret that signs requests only its encrypted form; neither is audited nor
 * ever shown.
 */
@Entity
@Table(name = "api_key")
@Audited
@Tracked(organization = "organizationId", label = "name")
public class ApiKey extends NumberedRecord {

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "user_id", nullable = false, updatable = false)
	private User user;

	@NotBlank
	@Size(max = 80)
	@Column(nullable = false, length = 80)
	private String name;

	/** The key's first characters, which identify it to people. */
	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false, length = 16)
	private String prefix;

	@NotAudited
	@JsonIgnore
	@Column(nullable = false, unique = true, length = 64)
	private String keyHash;

	@NotAudited
	@JsonIgnore
	@Column(nullable = false, length = 500)
	private String encryptedSecret;

	@Column(nullable = false)
	private boolean signatureRequired;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false)
	private boolean active = true;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Instant lastRotatedAt;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Instant revokedAt;

	protected ApiKey() {
	}

	/**
	 * Issues a key.
	 * @param user on whose behalf it acts
	 * @param name what it is for
	 * @param prefix the key's first characters
	 * @param keyHash the key's hash
	 * @param encryptedSecret the encrypted secret
	 */
	public ApiKey(User user, String name, String prefix, String keyHash, String encryptedSecret) {
		super(user.getOrganizationId());
		this.user = user;
		this.name = name;
		this.prefix = prefix;
		this.keyHash = keyHash;
		this.encryptedSecret = encryptedSecret;
	}

	/**
	 * Puts another key and secret in the place of these.
	 * @param prefix the new key's first characters
	 * @param keyHash the new key's hash
	 * @param encryptedSecret the new encrypted secret
	 * @param now the time
	 */
	public void rotate(String prefix, String keyHash, String encryptedSecret, Instant now) {
		if (!this.active) {
			throw new RuleViolation("A revoked API key cannot be rotated.");
		}
		this.prefix = prefix;
		this.keyHash = keyHash;
		this.encryptedSecret = encryptedSecret;
		this.lastRotatedAt = now;
	}

	/**
	 * Revokes the key permanently.
	 * @param now the time
	 */
	public void revoke(Instant now) {
		if (!this.active) {
			throw new RuleViolation("The API key is already revoked.");
		}
		this.active = false;
		this.revokedAt = now;
	}

	/**
	 * Says whether requests with this key must be signed.
	 * @param required whether unsigned ones are refused
	 */
	public void requireSignature(boolean required) {
		this.signatureRequired = required;
	}

	public User getUser() {
		return this.user;
	}

	public String getName() {
		return this.name;
	}

	public String getPrefix() {
		return this.prefix;
	}

	public String getKeyHash() {
		return this.keyHash;
	}

	public String getEncryptedSecret() {
		return this.encryptedSecret;
	}

	public boolean isSignatureRequired() {
		return this.signatureRequired;
	}

	public boolean isActive() {
		return this.active;
	}

}
