package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All procedures of claims.
 */
public interface CptCodesCms1500Repository extends JpaRepository<CptCodesCms1500, Long> {

}
