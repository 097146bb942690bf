package example.family;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import org.hibernate.envers.Audited;

@Entity
@Audited
@AttributeOverride(name = "firstName", column = @Column(name = "given_name"))
public class Person extends Named {

	String city;

	@Embedded
	Address address;

}
