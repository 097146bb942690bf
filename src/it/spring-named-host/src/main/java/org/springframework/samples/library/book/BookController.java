package org.springframework.samples.library.book;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BookController {

	private final BookRepository books;

	BookController(BookRepository books) {
		this.books = books;
	}

	@PostMapping("/reshelve")
	int reshelve(@RequestParam("from") String from, @RequestParam("to") String to) {
		return this.books.reshelve(from, to);
	}

	@PostMapping("/reshelve-natively")
	int reshelveNatively(@RequestParam("from") String from, @RequestParam("to") String to) {
		return this.books.reshelveNatively(from, to);
	}

}
