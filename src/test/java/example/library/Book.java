package example.library;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A book.
 */
@Entity
@Audited
public class Book {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	@Nullable Long id;

	String title = "";

	@ManyToOne(fetch = FetchType.LAZY)
	@Nullable Author author;

	protected Book() {
	}

	Book(String title, Author author) {
		this.title = title;
		this.author = author;
	}

	public @Nullable Author getAuthor() {
		return this.author;
	}

}
