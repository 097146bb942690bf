package dev.clinic.security;

import java.util.Optional;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;
import org.springframework.data.rest.core.annotation.RestResource;

/**
 * All API keys.
 */
@RepositoryRestResource(path = "api-keys", collectionResourceRel = "apiKeys")
public interface ApiKeyRepository extends JpaRepository<ApiKey, Long> {

	/**
	 * Finds the key that a request carries, with its user.
	 * @param keyHash the key's hash
	 * @return the key, or nothing
	 */
	@RestResource(exported = false)
	@EntityGraph(attributePaths = "user")
	Optional<ApiKey> findByKeyHash(String keyHash);

}
