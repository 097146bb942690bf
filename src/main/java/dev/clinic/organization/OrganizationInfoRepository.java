package dev.clinic.organization;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All organizations' particulars.
 */
@RepositoryRestResource(path = "organization-infos", collectionResourceRel = "organizationInfos")
public interface OrganizationInfoRepository extends JpaRepository<OrganizationInfo, Long> {

}
