package dev.revtrail.envers.matrix.collections;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.envers.Audited;

/**
 * A mapped superclass with a collection.
 */
@MappedSuperclass
@Audited
abstract class Labeled {

	@ElementCollection
	Set<String> labels = new HashSet<>();

}
