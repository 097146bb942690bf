package dev.revtrail.envers;

import dev.revtrail.OrganizationTree;
import jakarta.persistence.EntityManager;
import org.hibernate.envers.boot.internal.EnversService;

/**
 * What reads the entry index and the audit tables.
 *
 * @param index finds entries
 * @param records finds entries of records
 * @param reader makes entries of what the index finds
 * @param states reads whole states of records
 * @param rows reads audit rows
 * @param collections reads whole collections
 * @param search finds records by their labels
 */
record AuditTrail(EntryIndex index, RecordEntries records, EntryReader reader, RecordStates states, AuditRows rows,
		CollectionStates collections, LabelSearch search) {

	static AuditTrail of(TrackedFactory factory, Spellings spellings, TrackedPersistence persistence,
			OrganizationTree organizations) {
		EntityManager entityManager = persistence.entityManager();
		EnversService envers = factory.envers();
		TrackedModel model = factory.model();
		UnreadableValues unreadable = new UnreadableValues();
		AuditRows rows = new AuditRows(entityManager, envers, unreadable);
		ColumnStarts starts = factory.columnStarts();
		AuditStates states = new AuditStates(rows, starts,
				new FormerValues(entityManager, envers, model.formerNames(), starts, unreadable),
				new PreviousRevisions(entityManager, envers.getConfig()), envers.getConfig().isStoreDataAtDelete());
		CollectionRows collectionRows = new CollectionRows(rows, unreadable);
		CollectionStates collections = new CollectionStates(entityManager, collectionRows, starts, model.formerNames());
		EntryIndex index = new EntryIndex(factory, spellings, persistence, organizations);
		RecordEntries records = new RecordEntries(index, model.formerNames());
		LabelReader labels = new LabelReader(model, index.filter(), records, states, index.spelled());
		EntryReader reader = new EntryReader(model, states, starts, new CollectionChanges(collectionRows, collections),
				labels);
		return new AuditTrail(index, records, reader, new RecordStates(model, states, collections), rows, collections,
				new LabelSearch(model, index, records, labels, envers));
	}

}
