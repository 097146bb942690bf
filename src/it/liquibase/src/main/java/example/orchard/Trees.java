package example.orchard;

import org.springframework.data.jpa.repository.JpaRepository;

interface Trees extends JpaRepository<Tree, Long> {

}
