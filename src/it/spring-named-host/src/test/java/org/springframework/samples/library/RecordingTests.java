package org.springframework.samples.library;

import java.util.List;

import dev.revtrail.FieldChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.samples.library.book.Book;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "revtrail.bulk.mode=record")
class RecordingTests extends LibraryRequests {

	@Test
	void aRepositorysUpdateHasItsEntry(CapturedOutput output) throws Exception {
		this.books.save(new Book("2", "left"));

		post("/reshelve?from=left&to=right");

		assertThat(history("2")).hasSize(2);
		assertThat(history("2").get(0).changes())
			.containsExactly(new FieldChange.Value("shelf", "left", "right", true));
		assertThat(output).doesNotContain("A bulk ");
	}

	@Test
	void aRepositorysDeletionHasItsEntry() {
		this.books.save(new Book("3", "gone"));

		this.books.deleteAllByIdInBatch(List.of("3"));

		assertThat(history("3")).hasSize(2);
		assertThat(history("3").get(0).changes()).containsExactly(new FieldChange.Value("shelf", "gone", null, true));
	}

	@Test
	void sqlIsWarnedOf(CapturedOutput output) throws Exception {
		this.books.save(new Book("4", "up"));

		post("/reshelve-natively?from=up&to=down");

		assertThat(history("4")).hasSize(1);
		assertThat(output).contains("BookRepository.reshelveNatively, called at ")
			.contains("Only updates and deletes in JPQL, HQL or by criteria can keep their entries.");
	}

}
