package dev.clinic.scheduling;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All places of appointments.
 */
@RepositoryRestResource(path = "appointment-locations", collectionResourceRel = "appointmentLocations")
public interface AppointmentLocationRepository extends JpaRepository<AppointmentLocation, Long> {

}
