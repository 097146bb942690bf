package example.plain;

import java.math.BigDecimal;

import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BookController {

	private final Books books;

	BookController(Books books) {
		this.books = books;
	}

	@PostMapping("/books")
	long create(@RequestParam String title, @RequestParam BigDecimal price) {
		Book book = new Book();
		book.title = title;
		book.price = price;
		return this.books.save(book).id;
	}

	@PutMapping("/books/{id}/price")
	@Transactional
	public void reprice(@PathVariable long id, @RequestParam BigDecimal price) {
		this.books.findById(id).orElseThrow().price = price;
	}

}
