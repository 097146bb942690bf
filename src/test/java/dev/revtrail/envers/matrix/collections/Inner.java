package dev.revtrail.envers.matrix.collections;

import java.util.Objects;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * An embeddable inside of another.
 */
@Embeddable
class Inner {

	@Nullable String zip;

	@Nullable String city;

	protected Inner() {
	}

	Inner(@Nullable String zip, @Nullable String city) {
		this.zip = zip;
		this.city = city;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Inner inner && Objects.equals(this.zip, inner.zip)
				&& Objects.equals(this.city, inner.city);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.zip, this.city);
	}

}
