package example.gazette;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Article {

	@Id
	@GeneratedValue
	private Long id;

	private String title;

	@ElementCollection(fetch = FetchType.EAGER)
	private Set<String> tags = new LinkedHashSet<>();

	protected Article() {
	}

	public Article(String title) {
		this.title = title;
	}

	public Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public void rename(String title, String tag) {
		this.title = title;
		this.tags.add(tag);
	}

}
