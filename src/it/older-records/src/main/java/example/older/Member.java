package example.older;

import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Member {

	@Id
	long id;

	String name;

	String phone;

	@Embedded
	Address address;

	@ManyToOne(fetch = FetchType.LAZY)
	Member sponsor;

	@ElementCollection
	Set<String> tags;

	@Embeddable
	public static class Address {

		String city;

		String street;

	}

}
