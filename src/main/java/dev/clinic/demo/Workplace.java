package dev.clinic.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

import dev.clinic.record.WorkClock;
import dev.revtrail.Revision;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.Origin;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.data.rest.core.mapping.ResourceMappings;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The place where workers do their work: each piece in a transaction of its own, at the
 * timeline's current time, attributed to its origin.
 */
class Workplace {

	private final EntityManager records;

	private final TransactionOperations transactions;

	private final ResourceMappings mappings;

	private final ChangeContext context;

	private final WorkClock clock;

	private final Timeline timeline;

	private final Chance chance;

	Workplace(EntityManager records, TransactionOperations transactions, ResourceMappings mappings,
			ChangeContext context, WorkClock clock, Timeline timeline, Chance chance) {
		this.records = records;
		this.transactions = transactions;
		this.mappings = mappings;
		this.context = context;
		this.clock = clock;
		this.timeline = timeline;
		this.chance = chance;
	}

	/** Returns the same place with other chances. */
	Workplace with(Chance chance) {
		return new Workplace(this.records, this.transactions, this.mappings, this.context, this.clock, this.timeline,
				chance);
	}

	void run(Origin origin, Runnable work) {
		Instant time = this.timeline.pass(Duration.ofMillis(this.chance.between(700, 9_000)));
		Runnable transaction = () -> this.transactions.executeWithoutResult((status) -> work.run());
		Revision.Request request = origin.request();
		this.clock.runAt(time, (request != null) ? () -> this.context.answer(origin, () -> {
			transaction.run();
			return status(request);
		}) : () -> this.context.run(origin, transaction));
	}

	/** Answers a request that takes no time, so that it does not shift later work. */
	void request(Origin origin, int status, Runnable work) {
		this.clock.runAt(this.timeline.now(), () -> this.context.answer(origin, () -> {
			work.run();
			return status;
		}));
	}

	/** Returns the status of the API for a creation, a deletion or any other change. */
	private static int status(Revision.Request request) {
		boolean creates = request.method().equals("POST") && !request.path().matches(".*/\\d+/[a-z-]+");
		return creates ? 201 : request.method().equals("DELETE") ? 204 : 200;
	}

	/**
	 * Reads the records as they are now, even if an outer transaction has read them
	 * before.
	 */
	<T extends @Nullable Object> T read(Function<EntityManager, T> query) {
		return this.transactions.execute((status) -> query.apply(this.records));
	}

	/** Returns a record that the current transaction is about. */
	<T> T the(Class<T> type, Object id) {
		return Objects.requireNonNull(this.records.find(type, id),
				() -> "There is no " + type.getSimpleName() + " " + id + ".");
	}

	EntityManager records() {
		return this.records;
	}

	String path(Class<?> type) {
		return Objects.requireNonNull(this.mappings.getMetadataFor(type)).getPath().toString();
	}

	String requestId() {
		return this.chance.uuid().toString();
	}

	Timeline timeline() {
		return this.timeline;
	}

	Chance chance() {
		return this.chance;
	}

}
