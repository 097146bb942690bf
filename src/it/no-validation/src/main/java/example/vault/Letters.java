package example.vault;

import org.springframework.data.jpa.repository.JpaRepository;

interface Letters extends JpaRepository<Letter, Long> {

}
