package dev.revtrail.envers.stateless;

import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A record whose number the database makes, guarded by a version.
 */
@Entity
@Audited
public class Lot {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	public @Nullable Long id;

	@Version
	public @Nullable Integer version;

	public @Nullable String name;

	Lot() {
	}

	Lot(String name) {
		this.name = name;
	}

	String number() {
		return Objects.requireNonNull(this.id).toString();
	}

}
