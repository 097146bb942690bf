package dev.clinic.scheduling;

import java.time.Instant;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.history.RevisionRepository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * Stores appointments, with their revisions as Spring Data Envers reads them.
 */
@RepositoryRestResource(path = "appointments", collectionResourceRel = "appointments")
public interface AppointmentRepository
		extends JpaRepository<Appointment, Long>, RevisionRepository<Appointment, Long, Long> {

	/**
	 * Finds a patient's appointments.
	 * @param patient the patient's id
	 * @param pageable the page
	 * @return a page of appointments
	 */
	Page<Appointment> findByPatientId(@Param("patient") long patient, Pageable pageable);

	/**
	 * Finds a provider's appointments within a time.
	 * @param provider the provider's id
	 * @param from the beginning, included
	 * @param until the end, included
	 * @param pageable the page
	 * @return a page of appointments
	 */
	Page<Appointment> findByProviderIdAndDateBetween(@Param("provider") long provider, @Param("from") Instant from,
			@Param("until") Instant until, Pageable pageable);

}
