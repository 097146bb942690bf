package example.family;

import jakarta.persistence.Embeddable;

@Embeddable
public class Address extends Place {

	String zip;

}
