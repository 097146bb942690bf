package dev.revtrail.envers;

import java.util.Set;
import java.util.stream.IntStream;

import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TextSearch;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Visit;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host's session that stays open over several reads, as Spring Boot's open-in-view has
 * it, keeps nothing of what is read.
 */
@LibraryTest(Hospital.class)
@TestPropertySource(properties = "test.database.of=OpenSession")
class OpenSessionTests extends ChangeLogCase {

	private static final Scope ALL = Scope.everything();

	@Autowired
	RecordHistory history;

	private final OpenEntityManagerInViewInterceptor openInView = new OpenEntityManagerInViewInterceptor();

	private final WebRequest request = new ServletWebRequest(new MockHttpServletRequest());

	private Patient ann;

	@Autowired
	void openSessionsOf(EntityManagerFactory factory) {
		this.openInView.setEntityManagerFactory(factory);
	}

	@BeforeEach
	void open() {
		this.ann = new Patient("Ann", "north");
		inTransaction((em) -> {
			this.ann.tags.add("x");
			this.ann.phones.put("home", "1");
			em.persist(this.ann);
			IntStream.range(0, 8).forEach((i) -> em.persist(new Visit(this.ann)));
		});
		this.openInView.preHandle(this.request);
	}

	@AfterEach
	void close() {
		this.openInView.afterCompletion(this.request, null);
	}

	@Test
	void slicesLeaveNothingInIt() {
		Patient held = held();

		readAll();

		assertThat(managed()).isOne();
		assertThat(this.entityManager.contains(held)).isTrue();
	}

	@Test
	void slicesLeaveNothingInARunningTransactionsEither() {
		inTransaction((em) -> {
			Patient held = held();
			held.name = "Anna";

			readAll();

			assertThat(managed()).isOne();
			assertThat(em.contains(held)).isTrue();
		});

		assertThat(stored("select p.name from Patient p where p.id = :id")).isEqualTo("Anna");
	}

	@Test
	void readingHistoryLeavesNothingInIt() {
		RecordRef record = new RecordRef("PATIENT", String.valueOf(this.ann.id));

		assertThat(this.history.stateAtOrBefore(ALL, record, Long.MAX_VALUE)).isPresent();
		assertThat(this.history.difference(ALL, record, 0, Long.MAX_VALUE)).isPresent();
		assertThat(this.history.deleted(ALL, "PATIENT", null, 10).records()).isEmpty();
		assertThat(this.log.searchRecords(new TextSearch(ALL, "Ann", 10), Set.of("PATIENT"))).isNotEmpty();

		assertThat(managed()).isZero();
	}

	private void readAll() {
		ChangeQuery query = ChangeQuery.in(ALL).withLabels().withWholeCollections();
		Cursor after = null;
		int slices = 0;
		do {
			ChangeSlice slice = this.log.slice(query, after, 3);
			after = slice.next();
			slices++;
		}
		while (after != null);
		assertThat(slices).isGreaterThan(2);
	}

	private Patient held() {
		return this.entityManager.find(Patient.class, this.ann.id());
	}

	private Object stored(String query) {
		this.entityManager.clear();
		return this.entityManager.createQuery(query, Object.class).setParameter("id", this.ann.id).getSingleResult();
	}

	private int managed() {
		return this.entityManager.unwrap(SessionImplementor.class).getStatistics().getEntityCount();
	}

}
