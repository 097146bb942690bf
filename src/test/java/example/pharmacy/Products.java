package example.pharmacy;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/**
 * The products.
 */
public interface Products extends JpaRepository<Product, Long> {

	/**
	 * Renames by a query.
	 * @param from the old name
	 * @param to the new name
	 */
	@Modifying
	@Query("update Product p set p.name = :to where p.name = :from")
	void rename(String from, String to);

	/**
	 * Renames by SQL.
	 * @param from the old name
	 * @param to the new name
	 */
	@Modifying
	@Query(value = "update product set name = :to where name = :from", nativeQuery = true)
	void renameNatively(String from, String to);

	/**
	 * Deletes by the name; the products are loaded.
	 * @param name the name
	 */
	void deleteByName(String name);

}
