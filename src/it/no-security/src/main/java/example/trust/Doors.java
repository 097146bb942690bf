package example.trust;

import org.springframework.data.jpa.repository.JpaRepository;

interface Doors extends JpaRepository<TrustApplication.Door, String> {

}
