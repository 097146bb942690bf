package dev.revtrail.envers.hospital;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Where a patient lives.
 */
@Embeddable
public class Address {

	public @Nullable String street;

	public @Nullable String city;

	protected Address() {
	}

	public Address(@Nullable String street, @Nullable String city) {
		this.street = street;
		this.city = city;
	}

}
