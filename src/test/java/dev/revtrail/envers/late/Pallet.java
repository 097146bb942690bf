package dev.revtrail.envers.late;

import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A record without callbacks, which a version guards.
 */
@Entity
@Audited
public class Pallet {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	public @Nullable Long id;

	@Version
	public int version;

	public @Nullable String place;

	public int parcels;

	Pallet() {
	}

	Pallet(String place) {
		this.place = place;
	}

	Long id() {
		return Objects.requireNonNull(this.id);
	}

}
