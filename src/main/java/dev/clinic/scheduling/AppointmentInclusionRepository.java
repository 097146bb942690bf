package dev.clinic.scheduling;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All inclusions.
 */
public interface AppointmentInclusionRepository extends JpaRepository<AppointmentInclusion, AppointmentInclusion.Id> {

}
