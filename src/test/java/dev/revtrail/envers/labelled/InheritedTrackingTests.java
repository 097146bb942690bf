package dev.revtrail.envers.labelled;

import java.util.List;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.Masked;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.Tracked;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Inherited attributes are labels, lead to patients and are masked as others are.
 */
@LibraryTest(InheritedTrackingTests.Clients.class)
class InheritedTrackingTests {

	@Test
	void anInheritedAttributeIsALabelALinkToAPatientAndMasked(@Autowired ChangeLog log,
			@Autowired EntityManager entityManager, @Autowired TransactionTemplate transaction) {
		transaction.executeWithoutResult((status) -> {
			entityManager.persist(client(1, "Ada"));
			entityManager.persist(client(2, "Eve"));
		});
		transaction.executeWithoutResult((status) -> {
			Client client = entityManager.find(Client.class, 2L);
			client.keeper = entityManager.find(Client.class, 1L);
			client.pin = "1234";
		});

		ChangeEntry entry = log
			.slice(ChangeQuery.in(Scope.everything()).record(new RecordRef("CLIENT", "2")).withLabels(), null, 1)
			.entries()
			.get(0);

		assertThat(entry.changes().list())
			.isEqualTo(List.of(new FieldChange.Value("keeper", null, "1", true), new FieldChange.Hidden("pin")));
		assertThat(entry.patient()).isEqualTo(new RecordRef("CLIENT", "1"));
		assertThat(entry.labels().record()).isEqualTo(new RecordLabel(new RecordRef("CLIENT", "2"), "Eve"));
	}

	private static Client client(long id, String name) {
		Client client = new Client();
		client.id = id;
		client.name = name;
		return client;
	}

	/** The application. */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Clients {

	}

	/** Says nothing of audits. */
	@MappedSuperclass
	abstract static class Kept {

		@Id
		long id;

		@Nullable String name;

		@Masked
		@Nullable String pin;

		@ManyToOne
		@Nullable Client keeper;

	}

	/** Names only what it inherits. */
	@Entity
	@Audited
	@Tracked(label = "name", patient = "keeper")
	static class Client extends Kept {

	}

}
