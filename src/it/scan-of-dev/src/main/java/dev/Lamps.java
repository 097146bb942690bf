package dev;

import org.springframework.data.jpa.repository.JpaRepository;

public interface Lamps extends JpaRepository<Lamp, Long> {

}
