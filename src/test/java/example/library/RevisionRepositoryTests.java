package example.library;

import java.util.List;
import java.util.Objects;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.RevtrailRevision;
import org.hibernate.LazyInitializationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.history.Revision;
import org.springframework.data.history.RevisionMetadata.RevisionType;
import org.springframework.data.history.RevisionSort;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Spring Data Envers works together with the library, with the library's revision entity.
 */
@LibraryTest(LibraryApplication.class)
class RevisionRepositoryTests {

	@Autowired
	Books books;

	@Autowired
	Authors authors;

	@Autowired
	ChangeLog log;

	@Autowired
	RecordHistory history;

	@Autowired
	TransactionTemplate transaction;

	private static long authorIds;

	private long author;

	private long id;

	@BeforeEach
	void writeABook() {
		this.author = ++authorIds;
		Author anna = this.authors.save(new Author(this.author, "Anna"));
		this.id = Objects.requireNonNull(this.books.save(new Book("First", anna)).id);
		this.transaction.executeWithoutResult((status) -> this.books.findById(this.id).orElseThrow().title = "Second");
	}

	@Test
	void numbersInstantsAndDelegatesAreThoseOfTheChangeLog() {
		List<ChangeEntry> entries = this.log
			.slice(ChangeQuery.in(Scope.everything()).record(record()).oldestFirst().withUnsettled(), null, 10)
			.entries();

		List<Revision<Long, Book>> revisions = this.books.findRevisions(this.id).getContent();

		assertThat(revisions).extracting(Revision::getRequiredRevisionNumber)
			.containsExactlyElementsOf(entries.stream().map((entry) -> entry.revision().number()).toList());
		assertThat(revisions).extracting(Revision::getRequiredRevisionInstant)
			.containsExactlyElementsOf(entries.stream().map((entry) -> entry.revision().recordedAt()).toList());
		assertThat(revisions).extracting((revision) -> revision.getMetadata().getRevisionType())
			.containsExactly(RevisionType.INSERT, RevisionType.UPDATE);
		assertThat(revisions).extracting((revision) -> revision.getEntity().title).containsExactly("First", "Second");
		assertThat(revisions).zipSatisfy(entries, (revision, entry) -> {
			RevtrailRevision delegate = revision.getMetadata().getDelegate();
			assertThat(delegate.toRevision()).isEqualTo(entry.revision());
		});
	}

	@Test
	void theLastRevisionIsOrderedByTheRevisionEntityThatThereIs() {
		assertThat(this.books.findLastChangeRevision(this.id)).map((revision) -> revision.getEntity().title)
			.hasValue("Second");
		assertThat(this.books.findRevisions(this.id, PageRequest.of(0, 1, RevisionSort.desc())).getContent())
			.singleElement()
			.satisfies((revision) -> assertThat(revision.getEntity().title).isEqualTo("Second"));
	}

	@Test
	void aRevisionThatDidNotChangeTheRecordIsFoundAtOrBeforeByTheHistoryOnly() {
		this.authors.save(new Author(++authorIds, "Somebody else"));
		long other = this.log.slice(ChangeQuery.in(Scope.everything()), null, 1).entries().get(0).revision().number();

		assertThat(this.books.findRevision(this.id, other)).isEmpty();
		assertThat(this.history.stateAtOrBefore(Scope.everything(), record(), other))
			.map((state) -> state.values().get("title"))
			.hasValue("Second");
	}

	@Test
	void theHistoryHasTheIdOfADeletedTargetWhereTheEntityFails() {
		long first = this.books.findRevisions(this.id).getContent().get(0).getRequiredRevisionNumber();
		this.transaction.executeWithoutResult((status) -> {
			this.books.findById(this.id).orElseThrow().author = null;
			this.authors.deleteById(this.author);
		});

		Book book = this.books.findRevision(this.id, first).orElseThrow().getEntity();

		Author author = Objects.requireNonNull(book.getAuthor());
		assertThatExceptionOfType(LazyInitializationException.class).isThrownBy(author::getName);
		assertThat(this.history.stateExactlyAt(Scope.everything(), record(), first))
			.map((state) -> state.values().get("author"))
			.hasValue(String.valueOf(this.author));
	}

	@Test
	void theHistoryOfADeletedRecordHasItsDeletion() {
		this.books.deleteById(this.id);

		Revision<Long, Book> last = this.books.findLastChangeRevision(this.id).orElseThrow();

		assertThat(last.getMetadata().getRevisionType()).isEqualTo(RevisionType.DELETE);
		assertThat(last.getEntity().title).isEqualTo("Second");
		assertThat(this.history.stateAtOrBefore(Scope.everything(), record(), last.getRequiredRevisionNumber()))
			.hasValueSatisfying((state) -> {
				assertThat(state.deleted()).isTrue();
				assertThat(state.values()).isEmpty();
			});
	}

	private RecordRef record() {
		return new RecordRef("BOOK", String.valueOf(this.id));
	}

}
