package dev.revtrail.envers.matrix.single;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MapKeyColumn;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A record whose columns hold less than its attributes do.
 */
@Entity
@Audited
public class Rounded {

	@Id
	public String id = "";

	@Column(precision = 10, scale = 2)
	public @Nullable BigDecimal price;

	@Column(columnDefinition = "numeric(10,3)")
	public @Nullable Double weight;

	@Column(columnDefinition = "char(5)")
	public @Nullable String code;

	public @Nullable Instant moment;

	@Column(columnDefinition = "timestamp(0)")
	public @Nullable LocalDateTime wholeSecond;

	@Column(columnDefinition = "time(3)")
	public @Nullable LocalTime timeOfDay;

	@Embedded
	public @Nullable Amount amount;

	@ElementCollection
	@Column(name = "step", precision = 10, scale = 2)
	public Set<BigDecimal> steps = new LinkedHashSet<>();

	@ElementCollection
	public Set<Amount> amounts = new LinkedHashSet<>();

	@ElementCollection
	@MapKeyColumn(name = "since", columnDefinition = "timestamp(0)")
	@Column(name = "rate", precision = 10, scale = 1)
	public Map<LocalDateTime, BigDecimal> rates = new LinkedHashMap<>();

	public int touched;

	/** An amount of money. */
	@Embeddable
	public static class Amount {

		@Column(name = "amount_net", precision = 10, scale = 1)
		public @Nullable BigDecimal net;

	}

}
