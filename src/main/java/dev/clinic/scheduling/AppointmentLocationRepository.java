package dev.clinic.scheduling;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All places of appointments.
 */
public interface AppointmentLocationRepository extends JpaRepository<AppointmentLocation, Long> {

}
