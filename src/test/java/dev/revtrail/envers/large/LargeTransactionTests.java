package dev.revtrail.envers.large;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CountedStatements;
import dev.revtrail.Cursor;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.Tracked;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import org.awaitility.Awaitility;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions whose sessions are flushed and cleared on the way, as is done with very
 * many changes: the objects go, and the entries are those of any other transaction.
 */
@LibraryTest(LargeTransactionTests.Bank.class)
@Import(CountedStatements.class)
class LargeTransactionTests extends ChangeLogCase {

	@Autowired
	private CountedStatements statements;

	@Test
	void objectsThatTheSessionDropsAreNotKept() {
		inTransaction((em) -> {
			List<WeakReference<Object>> written = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				Person person = new Person(-i, "North");
				em.persist(person);
				written.add(new WeakReference<>(person));
			}
			em.flush();
			em.clear();

			Awaitility.await().untilAsserted(() -> {
				System.gc();
				assertThat(written).filteredOn((reference) -> !reference.refersTo(null)).isEmpty();
			});
		});
	}

	@Test
	void anOwnerThatTheSessionDroppedIsKnownByItsSuperclass() {
		inTransaction((em) -> {
			em.persist(new Person(1, "North"));
			em.flush();
			em.clear();
			em.persist(new Account(1, em.getReference(Customer.class, 1L)));
			em.flush();
			em.clear();
			em.find(Person.class, 1L).branch = "South";
			em.flush();
			em.clear();
		});

		assertThat(history("ACCOUNT", 1)).singleElement()
			.satisfies((entry) -> assertThat(entry.organizationId()).isEqualTo("South"));
		assertThat(history("PERSON", 1)).singleElement()
			.satisfies((entry) -> assertThat(entry.action()).isEqualTo(Action.CREATE));
	}

	@Test
	void thousandsOfEntriesAreInTheOrderOfTheirChanges() {
		int count = 2500;
		persisted(new Person(2, "West"));
		List<String> sent = this.statements.of(() -> inTransaction((em) -> {
			for (int i = 1; i <= count; i++) {
				em.persist((i % 2 == 0) ? new Account(1000 + i, em.getReference(Customer.class, 2L))
						: new Person(1000 + i, "East"));
				if (i % 500 == 0) {
					em.flush();
					em.clear();
				}
			}
		}));

		List<ChangeEntry> entries = new ArrayList<>();
		ChangeQuery query = ChangeQuery.in(Scope.everything())
			.recordTypes("ACCOUNT", "PERSON")
			.revision(history("ACCOUNT", 1002).get(0).revision().number())
			.oldestFirst()
			.withUnsettled();
		@Nullable Cursor place = null;
		do {
			var slice = this.log.slice(query, place, 500);
			entries.addAll(slice.entries());
			place = slice.next();
		}
		while (place != null);
		assertThat(entries).hasSize(count)
			.allSatisfy((entry) -> assertThat(entry.organizationId())
				.isEqualTo(entry.record().type().equals("PERSON") ? "East" : "West"));
		assertThat(entries).extracting(ChangeEntry::record)
			.startsWith(new RecordRef("PERSON", "1001"), new RecordRef("ACCOUNT", "1002"))
			.doesNotHaveDuplicates();
		assertThat(entries).extracting((entry) -> Integer.valueOf(entry.record().id())).isSorted();
		assertThat(sent).filteredOn((sql) -> sql.startsWith("insert into revtrail_entry ")).hasSize(count / 100);
	}

	/** The application. */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Bank {

	}

	/** Whom an account may belong to. */
	@Entity
	@Audited
	@Inheritance(strategy = InheritanceType.JOINED)
	@Tracked(organization = "branch")
	abstract static class Customer {

		@Id
		long id;

		@Nullable String branch;

	}

	/** A customer. */
	@Entity
	@Audited
	@Tracked(organization = "branch")
	static class Person extends Customer {

		@Nullable String alias;

		protected Person() {
		}

		Person(long id, String branch) {
			this.id = id;
			this.branch = branch;
		}

	}

	/** What belongs to a customer. */
	@Entity
	@Audited
	@Tracked(organization = "customer.branch")
	static class Account {

		@Id
		long id;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Customer customer;

		protected Account() {
		}

		Account(long id, Customer customer) {
			this.id = id;
			this.customer = customer;
		}

	}

}
