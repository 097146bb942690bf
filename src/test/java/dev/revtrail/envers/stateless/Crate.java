package dev.revtrail.envers.stateless;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.Transient;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A record with every kind of field, whose collection a filter may narrow.
 */
@Entity
@Audited
@FilterDef(name = "visible", defaultCondition = "tag not like 'hidden%'")
public class Crate {

	@Id
	public String id = "";

	public @Nullable String name;

	@Column(precision = 10, scale = 2)
	public @Nullable BigDecimal price;

	@Column(updatable = false)
	public @Nullable String maker;

	@Embedded
	public @Nullable Place place;

	@ManyToOne(fetch = FetchType.LAZY)
	public @Nullable Crate outer;

	@ElementCollection
	@Column(name = "tag")
	@Filter(name = "visible")
	public Set<String> tags = new LinkedHashSet<>();

	@ElementCollection
	@OrderColumn(name = "position")
	public List<String> steps = new ArrayList<>();

	@ElementCollection
	public Map<String, Integer> counts = new LinkedHashMap<>();

	@ManyToMany
	public Set<Crate> neighbours = new LinkedHashSet<>();

	/** What a callback adds to the tags, when they have been written. */
	@Transient
	public @Nullable String tagAfterwards;

	Crate() {
	}

	Crate(String id, String name) {
		this.id = id;
		this.name = name;
	}

	@PostPersist
	@PostUpdate
	void afterWriting() {
		if (this.tagAfterwards != null) {
			this.tags.add(this.tagAfterwards);
		}
	}

	/** Where a crate is. */
	@Embeddable
	public static class Place {

		public @Nullable String hall;

		public @Nullable Integer shelf;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Crate below;

		Place() {
		}

		Place(String hall, @Nullable Integer shelf) {
			this.hall = hall;
			this.shelf = shelf;
		}

	}

}
