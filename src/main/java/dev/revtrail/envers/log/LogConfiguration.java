package dev.revtrail.envers.log;

import dev.revtrail.BulkChanges;
import dev.revtrail.ChangeLog;
import dev.revtrail.RecordHistory;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.count.RareEntries;
import dev.revtrail.envers.count.StoredCounts;
import dev.revtrail.envers.event.EventRecorder;
import dev.revtrail.envers.event.NoteKeys;
import dev.revtrail.envers.event.RevealRecorder;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.RecordEntries;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.Databases;
import dev.revtrail.envers.model.TrackedFactory;
import jakarta.persistence.EntityManager;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that read entries, states and labels.
 */
@Configuration(proxyBeanMethods = false)
public class LogConfiguration {

	@Bean
	UnreadableValues revtrailUnreadableValues() {
		return new UnreadableValues();
	}

	@Bean
	AuditRows revtrailAuditRows(TrackedFactory factory, TrackedPersistence persistence, UnreadableValues unreadable) {
		return new AuditRows(persistence.entityManager(), factory.envers(), unreadable);
	}

	@Bean
	FieldReader revtrailFieldReader(TrackedFactory factory, TrackedPersistence persistence, AuditRows rows,
			UnreadableValues unreadable) {
		EntityManager entityManager = persistence.entityManager();
		FormerValues formerValues = new FormerValues(entityManager, factory.envers(), factory.model().formerNames(),
				factory.columnStarts(), unreadable);
		return new FieldReader(rows, factory.columnStarts(), formerValues,
				new PreviousRevisions(entityManager, factory.configuration()),
				factory.configuration().isStoreDataAtDelete());
	}

	@Bean
	CollectionRows revtrailCollectionRows(AuditRows rows, UnreadableValues unreadable) {
		return new CollectionRows(rows, unreadable);
	}

	@Bean
	CollectionReplay revtrailCollectionReplay(TrackedFactory factory, TrackedPersistence persistence,
			CollectionRows rows) {
		return new CollectionReplay(persistence.entityManager(), rows, factory.columnStarts(),
				factory.model().formerNames());
	}

	@Bean
	LabelReader revtrailLabelReader(TrackedFactory factory, EntryIndex index, RecordEntries records,
			FieldReader fields) {
		return new LabelReader(factory.model(), index.filter(), records, fields, index.spelled());
	}

	@Bean
	LabelSearch revtrailLabelSearch(TrackedFactory factory, EntryIndex index, RecordEntries records,
			LabelReader labels) {
		return new LabelSearch(factory.model(), index, records, labels, factory.envers());
	}

	@Bean
	EntryReader revtrailEntryReader(TrackedFactory factory, FieldReader fields, CollectionRows rows,
			CollectionReplay collections, LabelReader labels, EntryIndex index, RecordEntries records) {
		return new EntryReader(factory.model(), fields, factory.columnStarts(), new CollectionDiffs(rows, collections),
				labels, new PatientStates(index.filter(), records, factory.model().formerNames()));
	}

	@Bean
	StateReader revtrailStateReader(TrackedFactory factory, FieldReader fields, CollectionReplay collections) {
		return new StateReader(factory.model(), fields, collections);
	}

	@Bean
	LastStates revtrailLastStates(AuditRows rows, FieldReader fields, CollectionReplay collections) {
		return new LastStates(rows, fields, collections);
	}

	@Bean
	@ConditionalOnMissingBean
	ChangeLog revtrailChangeLog(TrackedFactory factory, EntryIndex index, StoredCounts stored, RareEntries rare,
			RecordEntries records, EntryReader reader, LabelSearch search, EventRecorder events,
			@Qualifier("revtrailBulkChanges") BulkChanges bulk, ChangeContext context, NoteKeys noteKeys) {
		return new QuerydslChangeLog(index,
				new EntryCounts(index, stored, Databases.of(factory.sessionFactory().getJdbcServices().getDialect())),
				rare, reader, search, new RevealRecorder(factory.model(), events, context), events, bulk,
				new NoteWriter(index, records, events, noteKeys, context));
	}

	@Bean
	@ConditionalOnMissingBean
	RecordHistory revtrailRecordHistory(TrackedFactory factory, EntryIndex index, RecordEntries records,
			EntryReader reader, StateReader states, LabelReader labels, TrackedPersistence persistence,
			AuditRows rows) {
		return new QuerydslRecordHistory(index, records, reader, states,
				new BaselineStates(persistence.entityManager(), factory, rows), labels, factory.model().formerNames());
	}

}
