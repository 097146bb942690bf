package dev.clinic.care;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All diagnoses.
 */
public interface DiagnosisRepository extends JpaRepository<Diagnosis, Long> {

}
