package dev.revtrail.envers;

import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * What Envers did for a record: it wrote an audit row, or rows of one of its collections.
 *
 * @param entityName the record's entity name
 * @param id the record's id
 */
public record AuditedChange(String entityName, Object id) {

	/** The key of the record, whichever class of its hierarchy it is. */
	public EntityKey key(SessionFactoryImplementor factory) {
		return new EntityKey(this.id, factory.getMappingMetamodel().getEntityDescriptor(this.entityName));
	}

}
