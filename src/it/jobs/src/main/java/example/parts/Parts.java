package example.parts;

import org.springframework.data.jpa.repository.JpaRepository;

public interface Parts extends JpaRepository<Part, String> {

}
