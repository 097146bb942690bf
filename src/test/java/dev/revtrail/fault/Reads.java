package dev.revtrail.fault;

import java.util.List;
import java.util.Optional;

import dev.revtrail.Accessed;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.EventType;
import dev.revtrail.RecordRef;
import jakarta.persistence.EntityManager;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an application does besides writing: it shows copies of labels, each of which has
 * a name of its own, and records events.
 */
@TestConfiguration(proxyBeanMethods = false)
class Reads {

	/** An event that does not fail closed. */
	static final Action SCAN = new Action("SCAN");

	@Bean
	static EventType scan() {
		return EventType.of(SCAN.name(), "Scanned");
	}

	@Bean
	static ActorResolver clerk() {
		return () -> Optional.of(Actor.user("clerk"));
	}

	@Bean
	static Copies copies(EntityManager entityManager) {
		return new Copies(entityManager);
	}

	@Bean
	static Counter counter(Copies copies, EntityManager entityManager, EventLog events) {
		return new Counter(copies, entityManager, events);
	}

	static RecordRef ref(String copy) {
		return new RecordRef("LABEL", copy);
	}

	/** Protected records. */
	static class Copies {

		private final EntityManager entityManager;

		Copies(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		@Accessed(action = "PRINT", type = "LABEL", id = "#copy")
		public String print(String copy) {
			return "Copy %s of %d".formatted(copy,
					this.entityManager.createQuery("select count(l) from Label l", Long.class).getSingleResult());
		}

	}

	/** Where copies are asked for. */
	static class Counter {

		private final Copies copies;

		private final EntityManager entityManager;

		private final EventLog events;

		Counter(Copies copies, EntityManager entityManager, EventLog events) {
			this.copies = copies;
			this.entityManager = entityManager;
			this.events = events;
		}

		@Transactional(readOnly = true)
		public String printIn(String copy) {
			return this.copies.print(copy);
		}

		@Transactional
		public void scanIn(String copy) {
			this.entityManager.createQuery("select count(l) from Label l", Long.class).getSingleResult();
			this.events.record(Event.of(SCAN, ref(copy)));
		}

		void scan(String copy) {
			this.events.recordAlone(List.of(Event.of(SCAN, ref(copy))));
		}

		void scanLater(String copy) {
			this.events.recordLater(List.of(Event.of(SCAN, ref(copy))));
		}

	}

}
