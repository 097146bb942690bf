package example.pharmacy;

import java.math.BigDecimal;

import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.jspecify.annotations.Nullable;

/**
 * A product, which belongs to its maker's country.
 */
@Entity
@Audited
@Tracked(organization = "maker.country")
public class Product {

	/** Whether a product is sold. */
	public enum State {

		ON_SALE, WITHDRAWN

	}

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	public @Nullable Long id;

	@Version
	public int version;

	public String name = "";

	@Column(precision = 12, scale = 2)
	public @Nullable BigDecimal price;

	@Enumerated(EnumType.STRING)
	public State state = State.ON_SALE;

	@ManyToOne(fetch = FetchType.LAZY)
	public @Nullable Maker maker;

	@Embedded
	public @Nullable Storage storage;

	@NotAudited
	public @Nullable String memo;

	protected Product() {
	}

	public Product(String name, @Nullable BigDecimal price, @Nullable Maker maker) {
		this.name = name;
		this.price = price;
		this.maker = maker;
	}

}
