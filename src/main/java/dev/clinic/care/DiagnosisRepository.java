package dev.clinic.care;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All diagnoses.
 */
@RepositoryRestResource(path = "diagnoses", collectionResourceRel = "diagnoses")
public interface DiagnosisRepository extends JpaRepository<Diagnosis, Long> {

}
