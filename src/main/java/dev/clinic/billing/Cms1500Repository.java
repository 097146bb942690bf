package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All claims.
 */
public interface Cms1500Repository extends JpaRepository<Cms1500, Long> {

}
