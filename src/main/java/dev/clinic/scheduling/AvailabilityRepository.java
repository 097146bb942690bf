package dev.clinic.scheduling;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All bookable hours.
 */
@RepositoryRestResource(path = "availabilities", collectionResourceRel = "availabilities")
public interface AvailabilityRepository extends JpaRepository<Availability, UUID> {

}
