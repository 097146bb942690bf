package example.family;

import jakarta.persistence.MappedSuperclass;

@MappedSuperclass
public abstract class Named extends Identified<Long, Integer> {

	String firstName;

	String lastName;

}
