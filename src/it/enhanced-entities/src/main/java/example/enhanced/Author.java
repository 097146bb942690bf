package example.enhanced;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Author {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String name;

	@Basic(fetch = FetchType.LAZY)
	private String biography;

	@OneToMany(mappedBy = "author")
	private Set<Manual> manuals = new HashSet<>();

	protected Author() {
	}

	public Author(String name, String biography) {
		this.name = name;
		this.biography = biography;
	}

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public String getBiography() {
		return this.biography;
	}

	public void setBiography(String biography) {
		this.biography = biography;
	}

	public Set<Manual> getManuals() {
		return this.manuals;
	}

}
