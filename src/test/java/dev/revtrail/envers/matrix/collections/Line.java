package dev.revtrail.envers.matrix.collections;

import java.util.Objects;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/**
 * An embeddable with nulls, another inside and a reference. One attribute is named as
 * Envers names the keys of maps.
 */
@Embeddable
class Line {

	@Nullable String label;

	@Nullable Integer amount;

	@Nullable String mapkeyHint;

	@Embedded
	@Nullable Inner inner;

	@ManyToOne(fetch = FetchType.LAZY)
	@Nullable Target target;

	protected Line() {
	}

	Line(@Nullable String label, @Nullable Integer amount) {
		this.label = label;
		this.amount = amount;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Line line && Objects.equals(this.label, line.label)
				&& Objects.equals(this.amount, line.amount) && Objects.equals(this.mapkeyHint, line.mapkeyHint)
				&& Objects.equals(this.inner, line.inner);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.label, this.amount);
	}

}
