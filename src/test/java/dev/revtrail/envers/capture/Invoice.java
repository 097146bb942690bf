package dev.revtrail.envers.capture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import org.hibernate.envers.AuditMappedBy;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * An invoice, whose fields are of every kind.
 */
@Entity(name = "Invoice")
@Audited
class Invoice {

	@Id
	long id;

	@Nullable String text;

	@Column(precision = 10, scale = 2)
	@Nullable BigDecimal amount;

	@Nullable Address address;

	@ManyToOne(fetch = FetchType.LAZY)
	@Nullable Customer customer;

	@ElementCollection
	@OrderColumn
	List<String> remarks = new ArrayList<>();

	@ElementCollection
	Map<String, String> labels = new HashMap<>();

	@OneToMany
	@JoinColumn(name = "invoice_id")
	@OrderColumn(name = "position")
	@AuditMappedBy(mappedBy = "invoice", positionMappedBy = "position")
	List<Item> items = new ArrayList<>();

	/**
	 * Where it is sent.
	 */
	@Embeddable
	static class Address {

		@Nullable String street;

		@Nullable String city;

		protected Address() {
		}

		Address(@Nullable String street, @Nullable String city) {
			this.street = street;
			this.city = city;
		}

	}

	/**
	 * Who pays it.
	 */
	@Entity(name = "Customer")
	@Audited
	static class Customer {

		@Id
		long id;

		protected Customer() {
		}

		Customer(long id) {
			this.id = id;
		}

	}

	/**
	 * One of its items, whose invoice and position the invoice writes.
	 */
	@Entity(name = "Item")
	@Audited
	static class Item {

		@Id
		long id;

		@ManyToOne
		@JoinColumn(insertable = false, updatable = false)
		@Nullable Invoice invoice;

		@Column(insertable = false, updatable = false)
		int position;

	}

}
