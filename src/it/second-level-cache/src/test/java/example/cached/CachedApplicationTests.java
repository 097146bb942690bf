package example.cached;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A session that finds a record in the cache holds what another session wrote, not what
 * the database made of it.
 */
@SpringBootTest
class CachedApplicationTests {

	private static final Instant FINE = Instant.parse("2026-01-05T10:00:00.123456789Z");

	private static final Instant LATER = Instant.parse("2026-01-05T11:00:00Z");

	@Autowired
	private ChangeLog log;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private EntityManagerFactory factory;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	private Offer offer;

	@BeforeEach
	void create() {
		this.offer = new Offer("one", new BigDecimal("10.005"), FINE);
		this.offer.getSteps().add(new BigDecimal("1.5"));
		inTransaction((em) -> em.persist(this.offer));
	}

	@Test
	void aRecordComesFromTheCacheAsItWasWritten() {
		Statistics statistics = this.factory.unwrap(SessionFactory.class).getStatistics();
		statistics.clear();

		inTransaction((em) -> assertThat(em.find(Offer.class, this.offer.getId()).getPrice())
			.isEqualTo(new BigDecimal("10.005")));

		assertThat(statistics.getSecondLevelCacheHitCount()).isPositive();
		assertThat(this.jdbc.queryForObject("select price from offer where id = ?", BigDecimal.class,
				this.offer.getId()))
			.isEqualTo(new BigDecimal("10.01"));
	}

	@Test
	void theOldValuesAreThoseOfTheDatabase() {
		change((found) -> {
			found.setPrice(new BigDecimal("20"));
			found.setSince(LATER);
		});

		assertThat(newest()).containsExactlyInAnyOrder(value("price", new BigDecimal("10.01"), new BigDecimal("20.00")),
				value("since", "2026-01-05T10:00:00.123457Z", LATER.toString()));
	}

	@Test
	void whatTheCacheHoldsAndTheColumnMakesEqualIsNoChange() {
		change((found) -> {
			found.setName("two");
			found.setPrice(new BigDecimal("10.01"));
			found.setSince(Instant.parse("2026-01-05T10:00:00.123457Z"));
		});

		assertThat(newest()).containsExactly(value("name", "one", "two"));
	}

	@Test
	void aDeletionHasTheValuesOfTheDatabase() {
		inTransaction((em) -> em.remove(em.find(Offer.class, this.offer.getId())));

		assertThat(newest()).contains(value("price", new BigDecimal("10.01"), null),
				value("since", "2026-01-05T10:00:00.123457Z", null));
	}

	@Test
	void aRecordOfTheQueryCacheChanges() {
		inTransaction((em) -> found(em).setName("two"));
		inTransaction((em) -> found(em).setPrice(new BigDecimal("30")));
		inTransaction((em) -> found(em).setPrice(new BigDecimal("40")));

		assertThat(entries()).extracting((entry) -> entry.changes().list())
			.startsWith(List.of(value("price", new BigDecimal("30.00"), new BigDecimal("40.00"))),
					List.of(value("price", new BigDecimal("10.01"), new BigDecimal("30.00"))),
					List.of(value("name", "one", "two")));
	}

	private Offer found(EntityManager em) {
		return em.createQuery("from Offer where id = :id", Offer.class)
			.setParameter("id", this.offer.getId())
			.setHint(HibernateHints.HINT_CACHEABLE, true)
			.getSingleResult();
	}

	@Test
	void aReferenceAndACollectionFromTheCacheChange() {
		Offer former = new Offer("former", BigDecimal.ONE, LATER);
		inTransaction((em) -> em.persist(former));

		change((found) -> {
			found.setFormer(this.entityManager.find(Offer.class, former.getId()));
			found.getSteps().add(new BigDecimal("2.5"));
		});
		change((found) -> found.setFormer(null));

		assertThat(newest()).containsExactly(value("former", former.getId().toString(), null));
		assertThat(entries().get(1).changes().list()).containsExactlyInAnyOrder(
				value("former", null, former.getId().toString()), new FieldChange.Elements("steps",
						List.of(new BigDecimal("2.50")), List.of(), List.of(), null));
	}

	@Test
	void aStatelessSessionReadsTheDatabaseForWhatARecordWas() {
		this.jdbc.update("update offer set price = 15 where id = ?", this.offer.getId());
		try (StatelessSession session = this.factory.unwrap(SessionFactory.class).openStatelessSession()) {
			session.beginTransaction();
			Offer cached = session.get(Offer.class, this.offer.getId());
			cached.setName("two");
			cached.setPrice(new BigDecimal("20"));
			session.update(cached);
			session.getTransaction().commit();
		}

		assertThat(newest()).containsExactlyInAnyOrder(value("name", "one", "two"),
				value("price", new BigDecimal("15.00"), new BigDecimal("20.00")));
	}

	@Test
	void anEvictedRecordIsReadFromTheDatabase() {
		this.factory.getCache().evictAll();
		change((found) -> found.setPrice(new BigDecimal("20")));

		assertThat(newest()).containsExactly(value("price", new BigDecimal("10.01"), new BigDecimal("20.00")));
	}

	private static FieldChange value(String field, Object from, Object to) {
		return new FieldChange.Value(field, from, to, true);
	}

	private List<ChangeEntry> entries() {
		RecordRef record = new RecordRef("OFFER", this.offer.getId().toString());
		return this.log.slice(ChangeQuery.in(Scope.everything()).record(record), null, 50).entries();
	}

	private List<FieldChange> newest() {
		return entries().get(0).changes().list();
	}

	private void change(Consumer<Offer> change) {
		inTransaction((em) -> change.accept(em.find(Offer.class, this.offer.getId())));
	}

	private void inTransaction(Consumer<EntityManager> work) {
		this.transaction.executeWithoutResult((status) -> work.accept(this.entityManager));
	}

}
