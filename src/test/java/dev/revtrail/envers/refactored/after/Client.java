package dev.revtrail.envers.refactored.after;

import java.util.HashSet;
import java.util.Set;

import dev.revtrail.Formerly;
import dev.revtrail.Tracked;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A client, who was a customer.
 */
@Entity
@Audited
@Tracked(formerly = "CUSTOMER")
@Table(name = "customer")
public class Client {

	/** How much a client counts. */
	public enum Rank {

		PLAIN, NOBLE

	}

	@Id
	public long id;

	/** Has a column of its own; the old one still stands. */
	@Formerly("nickName")
	public @Nullable String alias;

	/** Has kept its column. */
	@Formerly("vat")
	@Column(name = "vat")
	public @Nullable String vatNumber;

	@Formerly("grade")
	@Column(name = "old_rank")
	@Enumerated(EnumType.STRING)
	public @Nullable Rank rank;

	/** Is new. */
	public @Nullable String motto;

	@Formerly("spot")
	@Embedded
	public @Nullable Place place;

	@Formerly("labels")
	@ElementCollection
	@CollectionTable(name = "customer_labels", joinColumns = @JoinColumn(name = "customer_id"))
	@Column(name = "label")
	public Set<String> tags = new HashSet<>();

	protected Client() {
	}

	/** Where a client lives. */
	@Embeddable
	public static class Place {

		@Formerly({ "town", "village" })
		@Column(name = "town")
		public @Nullable String city;

		protected Place() {
		}

		public Place(String city) {
			this.city = city;
		}

	}

}
