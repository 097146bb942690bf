package dev.revtrail.envers.bulk;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.revtrail.envers.UnrecordableStatementException;
import dev.revtrail.envers.model.TrackedEntity;
import org.hibernate.envers.boot.internal.EnversService;

/**
 * How the audit rows of each entity are copied, found out when it is needed first.
 */
public final class AuditCopies {

	private final EnversService envers;

	private final Map<TrackedEntity, AuditCopy> byEntity = new ConcurrentHashMap<>();

	public AuditCopies(EnversService envers) {
		this.envers = envers;
	}

	/**
	 * Returns how an entity's audit rows are copied.
	 * @param entity the entity
	 * @return the copy
	 * @throws UnrecordableStatementException where they cannot be copied
	 */
	AuditCopy of(TrackedEntity entity) {
		return this.byEntity.computeIfAbsent(entity, (key) -> new AuditCopy(key, this.envers));
	}

}
