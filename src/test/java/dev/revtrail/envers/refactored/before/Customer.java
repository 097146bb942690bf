package dev.revtrail.envers.refactored.before;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

import dev.revtrail.Masked;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A customer, who is to become a client.
 */
@Entity
@Audited
@Table(name = "customer")
public class Customer {

	/** How much a customer counts. */
	public enum Rank {

		PLAIN, NOBLE

	}

	@Id
	public long id;

	public @Nullable String nickName;

	public @Nullable String vat;

	@Enumerated(EnumType.STRING)
	@Column(name = "old_rank")
	public @Nullable Rank grade;

	@Column(precision = 12, scale = 2)
	public @Nullable BigDecimal fax;

	public @Nullable String pager;

	@Masked
	public @Nullable String secret;

	@Embedded
	public @Nullable Spot spot;

	@ElementCollection
	@Column(name = "label")
	public Set<String> labels = new HashSet<>();

	protected Customer() {
	}

	public Customer(long id, String nickName) {
		this.id = id;
		this.nickName = nickName;
	}

	/** Where a customer lives. */
	@Embeddable
	public static class Spot {

		public @Nullable String town;

		protected Spot() {
		}

		public Spot(String town) {
			this.town = town;
		}

	}

}
