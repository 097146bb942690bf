package org.springframework.samples.library.book;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

public interface BookRepository extends JpaRepository<Book, String> {

	@Modifying
	@Transactional
	@Query("update Book b set b.shelf = :to where b.shelf = :from")
	int reshelve(String from, String to);

	@Modifying
	@Transactional
	@Query(value = "update book set shelf = :to where shelf = :from", nativeQuery = true)
	int reshelveNatively(String from, String to);

}
