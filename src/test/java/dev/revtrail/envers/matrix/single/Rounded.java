package dev.revtrail.envers.matrix.single;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
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

	public int touched;

	/** An amount of money. */
	@Embeddable
	public static class Amount {

		@Column(name = "amount_net", precision = 10, scale = 1)
		public @Nullable BigDecimal net;

	}

}
