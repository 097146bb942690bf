package dev.clinic.organization;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All features.
 */
public interface FeatureToggleRepository extends JpaRepository<FeatureToggle, UUID> {

}
