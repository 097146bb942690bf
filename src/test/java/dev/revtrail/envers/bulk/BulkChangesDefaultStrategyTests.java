package dev.revtrail.envers.bulk;

import example.pharmacy.Prescription;
import example.pharmacy.Product;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Bulk changes, with Envers' default strategy.
 */
class BulkChangesDefaultStrategyTests extends BulkChangesContract {

	@Test
	void whatCannotBeRightIsRefusedBeforeAnythingChanges() {
		Prescription prescription = persisted(new Prescription());
		Product product = persisted(new Product("Salt", null, null));

		inTransaction((em) -> {
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> execute(em.createQuery("delete from Prescription")))
				.withMessageContaining("modified flags of collections");
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> execute(em.createNativeQuery("delete from product")))
				.withMessageContaining("JPQL");
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> execute(em.createQuery("select p from Product p")));
		});

		assertThat(find(Prescription.class, prescription.id)).isNotNull();
		assertThat(find(Product.class, product.id)).isNotNull();
		try (var session = this.sessionFactory.openSession()) {
			assertThatIllegalStateException()
				.isThrownBy(() -> execute(session.createQuery("delete from Product", null)))
				.withMessageContaining("active transaction");
		}
	}

}
