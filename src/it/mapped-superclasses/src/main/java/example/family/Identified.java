package example.family;

import java.io.Serializable;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

@MappedSuperclass
public abstract class Identified<I extends Serializable, C> {

	@Id
	I id;

	C code;

}
