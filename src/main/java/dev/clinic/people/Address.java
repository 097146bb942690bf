package dev.clinic.people;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A postal address.
 */
@Embeddable
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
public class Address {

	@Size(max = 120)
	@Column(length = 120)
	private @Nullable String line1;

	@Size(max = 120)
	@Column(length = 120)
	private @Nullable String line2;

	@Size(max = 80)
	@Column(length = 80)
	private @Nullable String city;

	@Size(max = 40)
	@Column(length = 40)
	private @Nullable String state;

	@Size(max = 16)
	@Column(length = 16)
	private @Nullable String zip;

	@Size(min = 2, max = 2)
	@Column(length = 2)
	private @Nullable String country;

	protected Address() {
	}

	/**
	 * Creates an address without a second line.
	 * @param line1 street and number
	 * @param city the city
	 * @param state the state
	 * @param zip the postal code
	 * @param country the country as ISO 3166 code of two letters
	 */
	public Address(String line1, String city, String state, String zip, String country) {
		this.line1 = line1;
		this.city = city;
		this.state = state;
		this.zip = zip;
		this.country = country;
	}

	public @Nullable String getLine1() {
		return this.line1;
	}

	public @Nullable String getCity() {
		return this.city;
	}

}
