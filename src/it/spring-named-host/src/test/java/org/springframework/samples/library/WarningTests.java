package org.springframework.samples.library;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.samples.library.book.Book;
import org.springframework.samples.library.book.NightlyPurchase;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WarningTests extends LibraryRequests {

	private static final String PACKAGE = "org.springframework.samples.library.book.";

	@Autowired
	private NightlyPurchase purchase;

	@Test
	void aWarningNamesTheApplicationsCode(CapturedOutput output) throws Exception {
		this.books.save(new Book("1", "old"));

		post("/reshelve?from=old&to=back");
		post("/reshelve-natively?from=back&to=old");

		assertThat(output)
			.containsPattern("A bulk update of table book at " + PACKAGE + "BookRepository.reshelve, called at " + PACKAGE
					+ "BookController.reshelve\\(BookController.java:\\d+\\) changes records")
			.containsPattern("at " + PACKAGE + "BookRepository.reshelveNatively, called at " + PACKAGE
					+ "BookController.reshelveNatively\\(");
		assertThat(history("1")).hasSize(1);
	}

	@Test
	void aJobHasItsName() throws Exception {
		assertThat(this.purchase.bought().await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(history("bought")).singleElement()
			.satisfies((entry) -> assertThat(entry.revision().source()).isEqualTo("NightlyPurchase.buy"));
	}

}
