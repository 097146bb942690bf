package dev.clinic.organization;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All features.
 */
@RepositoryRestResource(path = "feature-toggles", collectionResourceRel = "featureToggles")
public interface FeatureToggleRepository extends JpaRepository<FeatureToggle, UUID> {

}
