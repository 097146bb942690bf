package example.shelf;

import java.util.Optional;

import dev.revtrail.Accessed;

import org.springframework.data.jpa.repository.JpaRepository;

public interface Novels extends JpaRepository<Novel, Long> {

	@Accessed
	Optional<Novel> findByTitle(String title);

}
