package example.pharmacy;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A recipe, which owns a collection.
 */
@Entity
@Audited
public class Recipe {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	public @Nullable Long id;

	public String title = "";

	@ElementCollection
	@Column(name = "tag")
	public Set<String> tags = new HashSet<>();

}
