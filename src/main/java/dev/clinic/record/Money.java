package dev.clinic.record;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * An amount in a currency. Amounts that differ in scale only are equal.
 */
@Embeddable
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
public class Money {

	@NotNull
	@DecimalMin("0.00")
	@Digits(integer = 15, fraction = 2)
	@Column(precision = 17, scale = 2)
	private BigDecimal amount;

	@NotNull
	@Column(length = 3)
	private Currency currency;

	protected Money() {
	}

	/**
	 * Creates an amount.
	 * @param amount the amount
	 * @param currency the currency
	 */
	public Money(BigDecimal amount, Currency currency) {
		this.amount = amount;
		this.currency = currency;
	}

	/**
	 * An amount in US dollars.
	 * @param amount the amount, such as {@code 120.00}
	 * @return the money
	 */
	public static Money usd(String amount) {
		return new Money(new BigDecimal(amount), Currency.getInstance("USD"));
	}

	public BigDecimal getAmount() {
		return this.amount;
	}

	public Currency getCurrency() {
		return this.currency;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Money money && Objects.equals(this.currency, money.currency)
				&& ((this.amount != null && money.amount != null) ? this.amount.compareTo(money.amount) == 0
						: this.amount == money.amount);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.currency, (this.amount != null) ? this.amount.stripTrailingZeros() : null);
	}

	@Override
	public String toString() {
		return this.amount + " " + this.currency;
	}

}
