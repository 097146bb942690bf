package dev.revtrail.envers.matrix.tenants;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.tenants.Depots.Bay;
import dev.revtrail.envers.matrix.tenants.Depots.Depot;
import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records of several tenants in one database, in sessions that take the tenant of their
 * thread and in those that are opened for one.
 */
@LibraryTest(Depots.class)
class TenantTests extends MatrixCase {

	private static final AtomicLong IDS = new AtomicLong();

	@Autowired
	SessionFactory factory;

	private final long id = IDS.incrementAndGet();

	@AfterEach
	void noTenant() {
		Depots.TENANT.remove();
	}

	@Test
	void recordsOfATenantHaveTheirEntries() {
		Depots.TENANT.set("acme");
		inTransaction((em) -> make(em));
		inTransaction((em) -> em.find(Depot.class, this.id).name = "two");
		inTransaction((em) -> em.remove(em.find(Depot.class, this.id)));

		Depots.TENANT.remove();
		hasAllEntries();
	}

	@Test
	void aSessionMayBeOpenedForATenant() {
		Depots.TENANT.set(null);
		inSession((em) -> make(em));
		inSession((em) -> em.find(Depot.class, this.id).name = "two");
		inSession((em) -> em.remove(em.find(Depot.class, this.id)));

		Depots.TENANT.remove();
		hasAllEntries();
	}

	@Test
	void soMayAStatelessSession() {
		Depots.TENANT.set(null);
		inSession((em) -> make(em));
		try (StatelessSession session = this.factory.withStatelessOptions()
			.tenantIdentifier((Object) "acme")
			.openStatelessSession()) {
			session.beginTransaction();
			Depot depot = Depot.of(this.id, "two");
			depot.tenant = "acme";
			session.update(depot);
			session.getTransaction().commit();
			session.beginTransaction();
			session.delete(depot);
			session.getTransaction().commit();
		}

		Depots.TENANT.remove();
		assertThat(history("DEPOT", this.id)).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.UPDATE, Action.CREATE);
		assertThat(history("DEPOT", this.id).get(1).changes()).contains(value("name", "one", "two"));
		assertThat(history("BAY", this.id)).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.CREATE);
	}

	private void make(EntityManager em) {
		Depot depot = Depot.of(this.id, "one");
		em.persist(depot);
		Bay bay = new Bay();
		bay.id = this.id;
		bay.depot = depot;
		em.persist(bay);
	}

	private void inSession(Consumer<EntityManager> work) {
		try (var session = this.factory.withOptions().tenantIdentifier((Object) "acme").openSession()) {
			session.beginTransaction();
			work.accept(session);
			session.getTransaction().commit();
		}
	}

	private void hasAllEntries() {
		List<ChangeEntry> depot = history("DEPOT", this.id);
		assertThat(depot).extracting(ChangeEntry::action).containsExactly(Action.DELETE, Action.UPDATE, Action.CREATE);
		assertThat(depot.get(2).changes()).contains(value("tenant", null, "acme"), value("name", null, "one"));
		assertThat(depot.get(1).changes()).containsExactlyInAnyOrder(value("name", "one", "two"),
				value("stamp", null, "changed to two"));
		assertThat(depot.get(0).changes()).contains(value("name", "two", null),
				new FieldChange.Elements("gates", List.of(), List.of("north"), List.of()));
		assertThat(history("BAY", this.id)).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.CREATE);
	}

}
