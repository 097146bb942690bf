package dev.clinic.people;

import java.util.Optional;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;
import org.springframework.data.rest.core.annotation.RestResource;

/**
 * All users.
 */
@RepositoryRestResource(path = "users", collectionResourceRel = "users")
public interface UserRepository extends JpaRepository<User, Long> {

	/**
	 * Finds who signs in. An address may be known to several organizations, but signs in
	 * to one only.
	 * @param email the e-mail address
	 * @return the user who has this address and a password, or nothing
	 */
	@RestResource(exported = false)
	@Query("select u from User u where u.email = :email and u.passwordHash is not null")
	Optional<User> findByEmail(String email);

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
