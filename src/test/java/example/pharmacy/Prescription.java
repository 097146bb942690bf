package example.pharmacy;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A prescription, whose audit rows have a modified flag of a collection, and whose ids
 * are handed out in blocks.
 */
@Entity
@Audited(withModifiedFlag = true)
public class Prescription implements Text {

	@Id
	@GeneratedValue
	public @Nullable Long id;

	public String text = "";

	@ElementCollection
	public Set<String> drugs = new HashSet<>();

}
