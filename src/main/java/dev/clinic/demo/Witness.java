package dev.clinic.demo;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records requests that change no record, as a real request would: outside of all
 * transactions, so that earlier changes are visible.
 */
@Component
class Witness {

	private final EventLog events;

	private final ChangeLog log;

	private final RecordTypes types;

	private final TransactionTemplate outside;

	Witness(EventLog events, ChangeLog log, RecordTypes types, PlatformTransactionManager transactions) {
		this.events = events;
		this.log = log;
		this.types = types;
		this.outside = new TransactionTemplate(transactions);
		this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
	}

	/** Records the event of a request that is answered with a status. */
	void request(Worker worker, String method, String path, int status, Event event) {
		worker.request(method, path, status,
				() -> this.outside.executeWithoutResult((none) -> this.events.recordAlone(List.of(event))));
	}

	/** Adds a note to a record, as over the API. */
	void note(Worker worker, RecordRef record, String text) {
		Actor actor = worker.actor();
		Caller caller = new Caller(actor, Scope.organization(Objects.requireNonNull(actor.organizationId())),
				Set.of(Caller.AUDIT_NOTE));
		worker.request("POST", "/v1/change-log-entries", 200,
				() -> this.outside.executeWithoutResult((none) -> this.log.note(caller, record, text).orElseThrow()));
	}

	/** Returns the number of entries. */
	long count(ChangeQuery query) {
		return Objects.requireNonNull(this.outside.execute((none) -> this.log.count(query)));
	}

	RecordRef record(Class<?> type, long id) {
		return new RecordRef(name(type), Long.toString(id));
	}

	/** Returns a reference to a record that was not created. */
	RecordRef none(Class<?> type) {
		return RecordRef.none(name(type));
	}

	String name(Class<?> type) {
		return this.types.find(type).map(RecordType::name).orElseThrow();
	}

}
