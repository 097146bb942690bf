package dev.revtrail.envers.hospital;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.jspecify.annotations.Nullable;

/**
 * A patient, its own owner.
 */
@Entity
@Audited
@Tracked(patient = "id", organization = "house", label = { "name", "address.city" })
public class Patient {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	public @Nullable Long id;

	@Version
	public int version;

	public String name;

	public @Nullable String house;

	public @Nullable LocalDate born;

	@Embedded
	public @Nullable Address address;

	@NotAudited
	public @Nullable String secret;

	@ElementCollection
	@Column(name = "tag")
	public Set<String> tags = new HashSet<>();

	@ElementCollection
	@Column(name = "phone")
	public Map<String, String> phones = new HashMap<>();

	@ManyToMany
	public Set<Patient> relatives = new HashSet<>();

	protected Patient() {
		this.name = "";
	}

	public Patient(String name, @Nullable String house) {
		this.name = name;
		this.house = house;
	}

	public long id() {
		return java.util.Objects.requireNonNull(this.id);
	}

}
