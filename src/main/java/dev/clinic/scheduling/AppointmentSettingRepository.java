package dev.clinic.scheduling;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;
import org.springframework.data.rest.core.annotation.RestResource;

/**
 * All appointment settings.
 */
@RepositoryRestResource(path = "appointment-settings", collectionResourceRel = "appointmentSettings")
public interface AppointmentSettingRepository extends JpaRepository<AppointmentSetting, Long> {

	/**
	 * Finds the settings that apply to a provider's appointments: the provider's own
	 * before those of the organization, the older before the younger.
	 * @param organizationId the organization's id
	 * @param providerId the provider's id
	 * @return the settings, or nothing when there are none
	 */
	@RestResource(exported = false)
	@Query("""
			select s from AppointmentSetting s
			where s.organizationId = :organizationId and (s.provider.id = :providerId or s.provider is null)
			order by case when s.provider is null then 1 else 0 end, s.id limit 1""")
	Optional<AppointmentSetting> findApplying(String organizationId, long providerId);

}
