package dev.revtrail.envers.boot;

import dev.revtrail.envers.EnversSwitchedOffException;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.RevtrailRevisionListener;
import dev.revtrail.envers.UnsuitableRevisionEntityException;
import dev.revtrail.envers.model.AggregateColumns;
import dev.revtrail.envers.model.OnDeleteRules;
import dev.revtrail.envers.model.SecretAttributes;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.model.UnauditedAttributes;
import dev.revtrail.envers.schema.AuditSchema;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionListener;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.generator.Generator;
import org.hibernate.id.IdentityGenerator;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.integrator.spi.Integrator;

/**
 * Connects a session factory to its {@link Tracking}, which comes with its settings. One
 * without that setting is left alone.
 */
public final class RevtrailIntegrator implements Integrator {

	private static final Log logger = LogFactory.getLog(RevtrailIntegrator.class);

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		Object setting = sessionFactory.getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSettings()
			.get(Tracking.SETTING);
		if (!(setting instanceof Tracking tracking)) {
			return;
		}
		EnversService envers = sessionFactory.getServiceRegistry().requireService(EnversService.class);
		if (!envers.isEnabled()) {
			throw new EnversSwitchedOffException();
		}
		requireSuitable(envers.getConfig());
		RevtrailProperties.Schema settings = tracking.properties().schema();
		new AggregateColumns(metadata, envers).readPlainly();
		AuditSchema schema = new AuditSchema(metadata, sessionFactory, envers, TrackedEnversService.inherited(envers),
				settings.platform(), tracking.export());
		schema.prepare(settings.auditTables());
		sessionFactory.addObserver(new SessionFactoryObserver() {

			@Override
			public void sessionFactoryCreated(SessionFactory factory) {
				requireIdentity(sessionFactory, envers.getConfig().getRevisionInfo().getRevisionInfoClass());
				schema.check(settings.auditTables());
				TrackedFactory tracked = tracking.read(sessionFactory, envers, TrackedEnversService.inherited(envers),
						schema);
				OnDeleteRules rules = new OnDeleteRules(metadata, sessionFactory, tracked.model());
				UnauditedAttributes unaudited = new UnauditedAttributes(metadata, tracked.model(),
						TrackedEnversService.inherited(envers));
				report(unaudited, tracked, rules);
				tracking.start(tracked, rules.rules());
				tracking.setDiagnostics(new TrackedDiagnostics(tracked, unaudited, schema, tracking.bulkDetector()));
			}

		});
	}

	private static void report(UnauditedAttributes unaudited, TrackedFactory tracked, OnDeleteRules rules) {
		unaudited.lines().forEach(logger::info);
		new SecretAttributes(tracked.model()).warn();
		rules.unrecorded()
			.forEach((attribute) -> logger.warn("When records are deleted, the database changes rows by the "
					+ "foreign key of " + attribute + " itself: the change log has no entry of that."));
	}

	/** Numbers that are handed out in advance would be no order of revisions. */
	private static void requireIdentity(SessionFactoryImplementor sessionFactory, Class<?> entity) {
		Generator generator = sessionFactory.getMappingMetamodel().getEntityDescriptor(entity).getGenerator();
		if (!(generator instanceof IdentityGenerator)) {
			throw new UnsuitableRevisionEntityException("The revision entity " + entity.getName()
					+ " takes its numbers from " + generator.getClass().getSimpleName()
					+ ". Revisions must be numbered by their table (GenerationType.IDENTITY), as "
					+ RevtrailRevision.class.getName() + " has it.");
		}
	}

	/** With any other revision entity or listener changes would be lost in silence. */
	private static void requireSuitable(Configuration envers) {
		Class<?> entity = envers.getRevisionInfo().getRevisionInfoClass();
		if (!RevtrailRevision.class.isAssignableFrom(entity)) {
			throw new UnsuitableRevisionEntityException("Envers uses the revision entity " + entity.getName()
					+ ", which does not extend " + RevtrailRevision.class.getName() + ".");
		}
		RevisionEntity annotation = entity.getAnnotation(RevisionEntity.class);
		Class<?> listener = (envers.getRevisionListenerClass() != null) ? envers.getRevisionListenerClass()
				: (annotation != null) ? annotation.value() : RevisionListener.class;
		if (!RevtrailRevisionListener.class.isAssignableFrom(listener)) {
			throw new UnsuitableRevisionEntityException(
					"The revision entity " + entity.getName() + " has the revision listener " + listener.getName()
							+ ", which does not extend " + RevtrailRevisionListener.class.getName() + ".");
		}
	}

}
