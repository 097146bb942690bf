package example.revision.after;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.history.RevisionRepository;

public interface Lamps extends JpaRepository<Lamp, Long>, RevisionRepository<Lamp, Long, Long> {

}
