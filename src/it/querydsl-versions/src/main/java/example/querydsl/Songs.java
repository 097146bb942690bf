package example.querydsl;

import org.springframework.data.jpa.repository.JpaRepository;

interface Songs extends JpaRepository<Song, Long> {

}
