package dev.clinic.scheduling;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All bookable hours.
 */
public interface AvailabilityRepository extends JpaRepository<Availability, UUID> {

}
