package dev.revtrail.envers.log;

import dev.revtrail.OrganizationTree;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.RecordEntries;
import dev.revtrail.envers.index.Spellings;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.ColumnStarts;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.model.TrackedModel;
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
public record AuditTrail(EntryIndex index, RecordEntries records, EntryReader reader, StateReader states,
		AuditRows rows, CollectionReplay collections, LabelSearch search) {

	public static AuditTrail of(TrackedFactory factory, Spellings spellings, TrackedPersistence persistence,
			OrganizationTree organizations) {
		EntityManager entityManager = persistence.entityManager();
		EnversService envers = factory.envers();
		TrackedModel model = factory.model();
		UnreadableValues unreadable = new UnreadableValues();
		AuditRows rows = new AuditRows(entityManager, envers, unreadable);
		ColumnStarts starts = factory.columnStarts();
		FieldReader states = new FieldReader(rows, starts,
				new FormerValues(entityManager, envers, model.formerNames(), starts, unreadable),
				new PreviousRevisions(entityManager, envers.getConfig()), envers.getConfig().isStoreDataAtDelete());
		CollectionRows collectionRows = new CollectionRows(rows, unreadable);
		CollectionReplay collections = new CollectionReplay(entityManager, collectionRows, starts, model.formerNames());
		EntryIndex index = new EntryIndex(factory, spellings, persistence, organizations);
		RecordEntries records = new RecordEntries(index, model.formerNames());
		LabelReader labels = new LabelReader(model, index.filter(), records, states, index.spelled());
		EntryReader reader = new EntryReader(model, states, starts, new CollectionDiffs(collectionRows, collections),
				labels);
		return new AuditTrail(index, records, reader, new StateReader(model, states, collections), rows, collections,
				new LabelSearch(model, index, records, labels, envers));
	}

}
