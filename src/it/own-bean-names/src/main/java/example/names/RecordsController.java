package example.names;

import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Records of vinyl, at an address of their own. */
@RestController
class RecordsController {

	private final Books books;

	RecordsController(Books books) {
		this.books = books;
	}

	@GetMapping("/records")
	@Transactional
	public String add() {
		Book book = new Book();
		book.title = "Emma";
		return String.valueOf(this.books.save(book).id);
	}

}
