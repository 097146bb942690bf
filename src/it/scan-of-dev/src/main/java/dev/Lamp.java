package dev;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Lamp {

	@Id
	long id;

	boolean lit;

}
