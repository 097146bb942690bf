package dev.clinic.scheduling;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All inclusions.
 */
@RepositoryRestResource(path = "appointment-inclusions", collectionResourceRel = "appointmentInclusions")
public interface AppointmentInclusionRepository extends JpaRepository<AppointmentInclusion, AppointmentInclusion.Id> {

}
