package dev.clinic.people;

import dev.clinic.record.Role;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All users.
 */
@RepositoryRestResource(path = "users", collectionResourceRel = "users")
public interface UserRepository extends JpaRepository<User, Long> {

	/**
	 * Finds users by their role.
	 * @param role the role
	 * @param pageable the page
	 * @return a page of users
	 */
	Page<User> findByRole(@Param("role") Role role, Pageable pageable);

	/**
	 * Finds users by a part of their last name.
	 * @param lastName the beginning of the name
	 * @param pageable the page
	 * @return a page of users
	 */
	Page<User> findByLastNameStartingWith(@Param("lastName") String lastName, Pageable pageable);

}
