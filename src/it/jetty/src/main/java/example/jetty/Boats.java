package example.jetty;

import org.springframework.data.jpa.repository.JpaRepository;

interface Boats extends JpaRepository<JettyApplication.Boat, Integer> {

}
