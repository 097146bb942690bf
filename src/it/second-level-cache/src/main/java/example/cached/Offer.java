package example.cached;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.envers.Audited;

@Entity
@Audited
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class Offer {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String name;

	@Column(precision = 10, scale = 2)
	private BigDecimal price;

	private Instant since;

	@ManyToOne
	private Offer former;

	@ElementCollection
	@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
	private Set<BigDecimal> steps = new LinkedHashSet<>();

	protected Offer() {
	}

	public Offer(String name, BigDecimal price, Instant since) {
		this.name = name;
		this.price = price;
		this.since = since;
	}

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public BigDecimal getPrice() {
		return this.price;
	}

	public void setPrice(BigDecimal price) {
		this.price = price;
	}

	public Instant getSince() {
		return this.since;
	}

	public void setSince(Instant since) {
		this.since = since;
	}

	public Offer getFormer() {
		return this.former;
	}

	public void setFormer(Offer former) {
		this.former = former;
	}

	public Set<BigDecimal> getSteps() {
		return this.steps;
	}

}
