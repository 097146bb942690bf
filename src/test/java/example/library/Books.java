package example.library;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.history.RevisionRepository;

/**
 * All books, with their revisions.
 */
interface Books extends JpaRepository<Book, Long>, RevisionRepository<Book, Long, Long> {

}
