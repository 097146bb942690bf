package example.gazette;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.history.RevisionRepository;

public interface Articles extends JpaRepository<Article, Long>, RevisionRepository<Article, Long, Long> {

}
