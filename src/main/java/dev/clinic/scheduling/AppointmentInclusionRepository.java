package dev.clinic.scheduling;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * Stores the inclusions of appointments.
 */
@RepositoryRestResource(path = "appointment-inclusions", collectionResourceRel = "appointmentInclusions")
public interface AppointmentInclusionRepository extends JpaRepository<AppointmentInclusion, AppointmentInclusion.Id> {

	/**
	 * Finds the inclusions of an appointment.
	 * @param appointment the appointment's id
	 * @param pageable the page
	 * @return a page of inclusions
	 */
	Page<AppointmentInclusion> findByAppointmentId(@Param("appointment") long appointment, Pageable pageable);

}
