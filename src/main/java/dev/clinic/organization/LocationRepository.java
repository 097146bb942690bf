package dev.clinic.organization;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All sites.
 */
public interface LocationRepository extends JpaRepository<Location, Long> {

}
