package example.fleet;

import org.springframework.data.jpa.repository.JpaRepository;

interface Ships extends JpaRepository<Ship, Long> {

}
