package example.enhanced;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.LazyGroup;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Manual {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String title;

	@Basic(fetch = FetchType.LAZY)
	@Column(length = 10000)
	private String body;

	@Basic(fetch = FetchType.LAZY)
	@LazyGroup("picture")
	private byte[] cover;

	@Basic(fetch = FetchType.LAZY)
	@LazyGroup("picture")
	private String caption;

	@Embedded
	private Edition edition;

	@ManyToOne(fetch = FetchType.LAZY)
	@LazyGroup("author")
	private Author author;

	@ManyToOne(fetch = FetchType.LAZY)
	private Manual former;

	@ElementCollection
	private Set<String> tags = new LinkedHashSet<>();

	protected Manual() {
	}

	public Manual(String title, String body) {
		this.title = title;
		this.body = body;
	}

	public Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public void setTitle(String title) {
		this.title = title;
	}

	public String getBody() {
		return this.body;
	}

	public void setBody(String body) {
		this.body = body;
	}

	public byte[] getCover() {
		return this.cover;
	}

	public void setCover(byte[] cover) {
		this.cover = cover;
	}

	public String getCaption() {
		return this.caption;
	}

	public void setCaption(String caption) {
		this.caption = caption;
	}

	public Edition getEdition() {
		return this.edition;
	}

	public void setEdition(Edition edition) {
		this.edition = edition;
	}

	public Author getAuthor() {
		return this.author;
	}

	public void setAuthor(Author author) {
		this.author = author;
	}

	public Manual getFormer() {
		return this.former;
	}

	public void setFormer(Manual former) {
		this.former = former;
	}

	public Set<String> getTags() {
		return this.tags;
	}

}
