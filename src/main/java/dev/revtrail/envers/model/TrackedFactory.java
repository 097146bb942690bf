package dev.revtrail.envers.model;

import dev.revtrail.envers.RevtrailRevision;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;

/**
 * The tracked session factory, once it has been built.
 *
 * @param sessionFactory the session factory
 * @param envers its Envers service
 * @param model the tracked entities
 * @param columnStarts since when columns of audit tables have been there
 */
public record TrackedFactory(SessionFactoryImplementor sessionFactory, EnversService envers, TrackedModel model,
		ColumnStarts columnStarts) {

	/** Envers' configuration. */
	public Configuration configuration() {
		return this.envers.getConfig();
	}

	/** The entity of Envers' revisions. */
	public Class<? extends RevtrailRevision> revisionClass() {
		return configuration().getRevisionInfo().getRevisionInfoClass().asSubclass(RevtrailRevision.class);
	}

}
