package dev.clinic.organization;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All organizations' particulars.
 */
public interface OrganizationInfoRepository extends JpaRepository<OrganizationInfo, Long> {

}
