package org.springframework.samples.library.book;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Book {

	@Id
	private String isbn;

	@Version
	private int version;

	private String shelf;

	protected Book() {
	}

	public Book(String isbn, String shelf) {
		this.isbn = isbn;
		this.shelf = shelf;
	}

	public String getShelf() {
		return this.shelf;
	}

}
