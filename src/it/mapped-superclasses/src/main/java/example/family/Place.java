package example.family;

import jakarta.persistence.MappedSuperclass;

@MappedSuperclass
public abstract class Place {

	String street;

}
