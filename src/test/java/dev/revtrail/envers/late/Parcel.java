package dev.revtrail.envers.late;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.jspecify.annotations.Nullable;

/**
 * A record with a number that is known before it is inserted. What its callbacks do,
 * tests say.
 */
@Entity
@Audited
@EntityListeners(ParcelListener.class)
public class Parcel {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	public @Nullable Long id;

	public @Nullable String name;

	public @Nullable String label;

	@Column(length = 5000)
	public @Nullable String text;

	@NotAudited
	public int touched;

	public int turns;

	@Embedded
	public @Nullable Size size;

	@ManyToOne
	public @Nullable Parcel outer;

	@ElementCollection
	public Set<String> stamps = new LinkedHashSet<>();

	@ElementCollection
	@OrderColumn(name = "position")
	public List<String> stops = new ArrayList<>();

	Parcel() {
	}

	Parcel(String name) {
		this.name = name;
	}

	Long id() {
		return Objects.requireNonNull(this.id);
	}

	/** How large a parcel is. */
	@Embeddable
	public static class Size {

		public @Nullable Integer height;

		public @Nullable Integer width;

		Size() {
		}

		Size(@Nullable Integer height, @Nullable Integer width) {
			this.height = height;
			this.width = width;
		}

	}

}
