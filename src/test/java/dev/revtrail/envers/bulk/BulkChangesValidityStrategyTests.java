package dev.revtrail.envers.bulk;

import example.pharmacy.Delivery;
import example.pharmacy.Product;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bulk changes, where audit rows know the revision that ends them.
 */
@TestPropertySource(properties = "spring.jpa.properties.org.hibernate.envers.audit_strategy="
		+ "org.hibernate.envers.strategy.ValidityAuditStrategy")
class BulkChangesValidityStrategyTests extends BulkChangesContract {

	@Test
	void theRowBeforeEndsWithTheRevision() {
		Product product = persisted(new Product("Salt", null, null));
		Delivery.Parcel parcel = persisted(new Delivery.Parcel());

		bulk((em) -> em.createQuery("update Product set name = 'x' where id = " + product.id));
		bulk((em) -> em.createQuery("delete from Product where id = " + product.id));
		bulk((em) -> em.createQuery("update ParcelDelivery set carrier = 'x' where id = " + parcel.id));

		assertThat(this.jdbc.queryForList("""
				select a.rev from product_aud a where a.id = ? and a.revend <>
				(select min(b.rev) from product_aud b where b.id = a.id and b.rev > a.rev)""", Long.class, product.id))
			.isEmpty();
		assertThat(this.jdbc.queryForList("select revend from product_aud where id = ? and revend is null", Long.class,
				product.id))
			.hasSize(1);
		assertThat(this.jdbc.queryForList("select revend from delivery_aud where id = ? and revend is null", Long.class,
				parcel.id))
			.hasSize(1);
	}

}
